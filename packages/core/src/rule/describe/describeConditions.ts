import type { Comparison, Condition } from '../schema.js';
import type { Grammar, Operator } from './grammar.js';

type Scalar = string | number | boolean;

const scalarIn = (grammar: Grammar, value: Scalar): string => {
  if (typeof value === 'number') return grammar.number(value);
  return typeof value === 'boolean' ? grammar.yes(value) : grammar.quote(value);
};

const OPERATORS: readonly Operator[] = ['gt', 'gte', 'lt', 'lte', 'notEquals', 'in', 'contains', 'startsWith'];

/** A noun phrase for what a value must be: "a rating of at least 4", "the category “shoes”". */
export const describeComparison = (grammar: Grammar, name: string, comparison: Comparison): string => {
  const property = grammar.property(name);
  if (comparison.equals !== undefined) {
    const sign = typeof comparison.equals === 'boolean' ? ' = ' : ' ';
    return `${property.the}${sign}${scalarIn(grammar, comparison.equals)}`;
  }
  const bounds = OPERATORS.flatMap((operator) => {
    const value = comparison[operator];
    if (value === undefined) return [];
    const text = Array.isArray(value)
      ? value.map((one) => scalarIn(grammar, one)).join(', ')
      : scalarIn(grammar, value);
    return [grammar.operator(operator, text)];
  });
  if (bounds.length === 0 && comparison.exists === false) return grammar.lacking(property.bare);
  return [property.a, bounds.join(grammar.and)].filter(Boolean).join(' ');
};

export const describeWhere = (grammar: Grammar, where: readonly Condition[] | undefined): string =>
  (where ?? [])
    .map(({ property, ...comparison }) => describeComparison(grammar, property, comparison))
    .join(grammar.and);
