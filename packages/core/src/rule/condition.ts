import type { Json } from '../interaction/interaction.js';
import type { Comparison, Condition } from './schema.js';

const isScalar = (value: Json | undefined): value is string | number | boolean =>
  value !== null && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean');

type Test = (value: Json | undefined) => boolean;

const numeric =
  (holds: (value: number, bound: number) => boolean) =>
  (bound: number): Test =>
  (value) =>
    typeof value === 'number' && holds(value, bound);
const above = numeric((value, bound) => value > bound);
const atLeast = numeric((value, bound) => value >= bound);
const below = numeric((value, bound) => value < bound);
const atMost = numeric((value, bound) => value <= bound);

const contains =
  (part: string): Test =>
  (value) =>
    Array.isArray(value) ? value.includes(part) : typeof value === 'string' && value.includes(part);

const testsOf = (comparison: Comparison): Test[] => {
  const { equals, notEquals, in: among, contains: part, startsWith, exists, gt, gte, lt, lte } = comparison;
  const tests: Test[] = [];
  if (exists !== undefined) tests.push((value) => (value !== undefined && value !== null) === exists);
  if (equals !== undefined) tests.push((value) => value === equals);
  if (notEquals !== undefined) tests.push((value) => isScalar(value) && value !== notEquals);
  if (among !== undefined) tests.push((value) => isScalar(value) && among.includes(value));
  if (part !== undefined) tests.push(contains(part));
  if (startsWith !== undefined) tests.push((value) => typeof value === 'string' && value.startsWith(startsWith));
  if (gt !== undefined) tests.push(above(gt));
  if (gte !== undefined) tests.push(atLeast(gte));
  if (lt !== undefined) tests.push(below(lt));
  if (lte !== undefined) tests.push(atMost(lte));
  return tests;
};

/** Every comparison given must hold; a missing or mistyped value compares false. */
export const compileComparison = (comparison: Comparison): Test => {
  const tests = testsOf(comparison);
  const [only] = tests;
  return tests.length === 1 && only ? only : (value) => tests.every((test) => test(value));
};

export type WhereTest = (values: Readonly<Record<string, Json>> | null) => boolean;

const always: WhereTest = () => true;

/** All conditions on an interaction's values at once. */
export const compileWhere = (where: readonly Condition[] | undefined): WhereTest => {
  if (!where) return always;
  const tests = where.map((condition) => ({ property: condition.property, test: compileComparison(condition) }));
  return (values) => tests.every(({ property, test }) => test(values?.[property]));
};
