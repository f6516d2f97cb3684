import type { Comparison } from '@parcours/core';
import type { Property } from './vocabulary.js';

export type Scalar = string | number | boolean;
/** As people choose them: that a value is known, or not, are two. */
export const OPERATORS = [
  'equals',
  'notEquals',
  'in',
  'contains',
  'startsWith',
  'gte',
  'gt',
  'lte',
  'lt',
  'exists',
  'missing',
] as const;
export type Operator = (typeof OPERATORS)[number];
export interface Test {
  readonly operator: Operator;
  readonly value: Scalar | readonly Scalar[];
}

const NUMERIC: readonly Operator[] = ['gte', 'gt', 'lte', 'lt'];
const BY_TYPE: Readonly<Record<Property['types'][number], readonly Operator[]>> = {
  text: ['equals', 'notEquals', 'in', 'contains', 'startsWith', 'exists', 'missing'],
  number: ['gte', 'gt', 'lte', 'lt', 'equals', 'notEquals', 'in', 'exists', 'missing'],
  boolean: ['equals', 'exists', 'missing'],
  list: ['contains', 'exists', 'missing'],
  object: ['exists', 'missing'],
};

/** What can be asked of a property; everything where none was ever seen. */
export const operatorsFor = ({ types }: Property): readonly Operator[] => {
  if (types.length === 0) return OPERATORS;
  const fit = new Set(types.flatMap((type) => BY_TYPE[type]));
  return types[0] === 'number' ? BY_TYPE.number.filter((one) => fit.has(one)) : OPERATORS.filter((one) => fit.has(one));
};

export const testsOf = (comparison: Comparison): Test[] =>
  OPERATORS.flatMap((operator): Test[] => {
    if (operator === 'missing') return comparison.exists === false ? [{ operator, value: false }] : [];
    if (operator === 'exists') return comparison.exists === true ? [{ operator, value: true }] : [];
    const value = comparison[operator];
    return value === undefined ? [] : [{ operator, value }];
  });

export const comparisonOf = (tests: readonly Test[]): Comparison =>
  Object.fromEntries(
    tests.map(({ operator, value }) =>
      operator === 'missing' || operator === 'exists' ? ['exists', operator === 'exists'] : [operator, value],
    ),
  );

/** A typed text as the property's values are: a number where only numbers were seen, else as one of those seen, else text. */
export const scalarOf = (text: string, { types, values }: Property): Scalar => {
  const seen = values.find((value) => String(value) === text);
  if (seen !== undefined) return seen;
  const number = Number(text.replace(',', '.'));
  return types.length === 1 && types[0] === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
};

const numberSeen = ({ values }: Property): number => {
  const numbers = values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
  return numbers[Math.floor(numbers.length / 2)] ?? 1;
};
const scalarSeen = (property: Property): Scalar => {
  const [first] = property.values;
  if (first !== undefined) return first;
  if (property.types[0] === 'number') return 1;
  return property.types[0] === 'boolean' ? true : '';
};

/** A value to begin with, of the kind the operator takes, as near to the one there was as can be. */
export const valueFor = (operator: Operator, property: Property, was?: Test['value']): Test['value'] => {
  const [one] = was === undefined ? [] : [was].flat();
  if (operator === 'exists' || operator === 'missing') return operator === 'exists';
  if (NUMERIC.includes(operator)) return typeof one === 'number' ? one : numberSeen(property);
  const fits = one !== undefined && typeof one !== 'boolean' ? one : undefined;
  if (operator === 'in') return [fits ?? scalarSeen(property)];
  if (operator === 'contains' || operator === 'startsWith') {
    return typeof fits === 'string' ? fits : String(property.values.find((value) => typeof value === 'string') ?? '');
  }
  return one !== undefined && (property.types.length === 0 || typeof one === typeof scalarSeen(property))
    ? one
    : scalarSeen(property);
};

/** The first question to ask of a property, with a value that was seen. */
export const firstTest = (property: Property): Test => {
  const [first = 'exists'] = operatorsFor(property);
  // Nothing to compare a text with was seen, or it is nobody's to choose from.
  const operator = first === 'equals' && property.values.length === 0 ? 'exists' : first;
  return { operator, value: valueFor(operator, property) };
};

/** Whether a test can be sent: a text to compare with must say something. */
export const isComplete = ({ operator, value }: Test): boolean =>
  operator === 'in'
    ? Array.isArray(value) && value.length > 0
    : !(value === '' && /contains|startsWith/.test(operator));
