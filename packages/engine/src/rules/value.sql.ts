import type { Comparison } from '@parcours/core';
import { allOf, anyOf, type Texts } from './texts.sql.js';

/**
 * The engine's parser refuses whole numbers beyond 64 bits, and with them the whole text. Written with an exponent they are
 * doubles to it. Outside of texts, nothing else than a number has 19 digits in a row.
 */
export const withExponents = `arrayStringConcat(arrayMap(
    part -> if(startsWith(part, '"'), part, replaceRegexpAll(part, '([0-9]{19,})', '\\\\1e0')),
    extractAll(properties, '"(?:[^"\\\\\\\\]|\\\\\\\\.)*"|[^"]+'))) as with_exponents`;

/** [RULE-2] What stands at a path in a JSON text, as JSON: the key itself, else one key per dot. Arrays are not entered. */
const found = (texts: Texts, json: string, path: string): string => {
  const key = texts.text(path);
  if (!path.includes('.')) return `JSONExtractRaw(${json}, ${key})`;
  const keys = path.split('.').map((one) => texts.text(one));
  return `if(JSONHas(${json}, ${key}), JSONExtractRaw(${json}, ${key}), JSONExtractRaw(${json}, ${keys.join(', ')}))`;
};

/**
 * The columns with the value at a path as JSON in the one form the engine writes it in, so that equal values, type included,
 * are equal texts; '' where it is absent or the row is not asked.
 */
export const valueColumns = (
  texts: Texts,
  path: string,
  name: string,
  where: string,
): { readonly read: string; readonly value: string } => {
  const isRefused = `${name}_read = '' and (${where}) and match(properties, '[0-9]{19}')`;
  return {
    read: `if(${where}, ${found(texts, 'properties', path)}, '') as ${name}_read`,
    value: `if(${isRefused}, ${found(texts, 'with_exponents', path)}, ${name}_read) as ${name}`,
  };
};

/** A value of a rule in the same form. */
const given = (texts: Texts, value: string | number | boolean): string => {
  const json = JSON.stringify(value);
  return `JSONExtractRaw(${texts.text(typeof value === 'number' && /\d{19}$/.test(json) ? `${json}e0` : json)})`;
};

const isThere = (value: string): string => `${value} not in ('', 'null')`;
const isText = (value: string): string => `startsWith(${value}, '"')`;
const isList = (value: string): string => `startsWith(${value}, '[')`;

/** A text, a number or a boolean. */
export const isScalar = (value: string): string => `${isThere(value)} and substring(${value}, 1, 1) not in ('[', '{')`;

/** The number a value is; null where it is none. */
export const numberOf = (value: string): string => `toFloat64OrNull(${value})`;

const MOST_ITEMS = 256;
const hasPart = (texts: Texts, value: string, part: string): string => {
  const items = `arrayFilter(item -> ${isScalar('item')}, JSONExtractArrayRaw(${value}))`;
  return anyOf([
    allOf([isText(value), `position(JSONExtractString(${value}), ${texts.text(part)}) > 0`]),
    allOf([isList(value), `has(arraySlice(${items}, 1, ${MOST_ITEMS}), ${given(texts, part)})`]),
  ]);
};

/** [RULE-3] All comparisons given, on a value in the form of valueColumns. */
export const comparisonHolds = (texts: Texts, value: string, comparison: Comparison): string => {
  const { equals, notEquals, in: among, contains, startsWith, exists, gt, gte, lt, lte } = comparison;
  const number = (operator: string, bound: number | undefined): string | null =>
    bound === undefined ? null : `ifNull(${numberOf(value)} ${operator} ${texts.double(bound)}, false)`;
  return allOf([
    exists === undefined ? null : `${exists ? '' : 'not '}(${isThere(value)})`,
    equals === undefined ? null : `${value} = ${given(texts, equals)}`,
    notEquals === undefined ? null : `${isScalar(value)} and ${value} != ${given(texts, notEquals)}`,
    among === undefined ? null : `has([${among.map((one) => given(texts, one)).join(', ')}], ${value})`,
    contains === undefined ? null : hasPart(texts, value, contains),
    startsWith === undefined
      ? null
      : `${isText(value)} and startsWith(JSONExtractString(${value}), ${texts.text(startsWith)})`,
    number('>', gt),
    number('>=', gte),
    number('<', lt),
    number('<=', lte),
  ]);
};
