import { durationParts } from './duration.js';
import type { Amount, Grammar, Operator } from './grammar.js';

const number = (value: number): string => new Intl.NumberFormat('en', { maximumFractionDigits: 6 }).format(value);
const quote = (text: string): string => `“${text}”`;

const span: Grammar['span'] = (duration) =>
  durationParts(duration)
    .map(([count, unit]) => `${number(count)} ${unit}${count > 1 ? 's' : ''}`)
    .join(' and ');

const window: Grammar['window'] = (duration) => {
  const parts = durationParts(duration);
  const [only] = parts;
  return parts.length === 1 && only?.[0] === 1 ? `in the last ${only[1]}` : `in the last ${span(duration)}`;
};

const amount = (atLeast: number | undefined, atMost: number | undefined): Amount => {
  const most = atMost ?? atLeast ?? 1;
  const plural = most !== 1;
  if (atLeast === undefined) return { text: `at most ${number(most)}`, plural };
  if (atMost === undefined) return { text: `at least ${number(atLeast)}`, plural };
  if (atLeast === atMost) return { text: `exactly ${number(atMost)}`, plural };
  return { text: `between ${number(atLeast)} and ${number(atMost)}`, plural };
};

const NAMES: Readonly<Record<string, string>> = {
  product_id: 'product',
  list_id: 'list',
  order_id: 'order',
  coupon_id: 'coupon',
  promotion_id: 'promotion',
  household_size: 'household size',
};
const PLAIN = /^[a-z]+$/;
const nameOf = (property: string): string => {
  if (Object.hasOwn(NAMES, property)) return NAMES[property] ?? property;
  return PLAIN.test(property) ? property : `value of “${property}”`;
};

const OPERATORS: Readonly<Record<Operator, string>> = {
  gt: 'of more than',
  gte: 'of at least',
  lt: 'of less than',
  lte: 'of at most',
  notEquals: 'other than',
  in: 'among',
  contains: 'containing',
  startsWith: 'starting with',
};

export const english: Grammar = {
  and: ' and ',
  or: ' or ',
  then: ' then ',
  quote,
  number,
  yes: (value) => (value ? 'yes' : 'no'),
  amount,
  window,
  span,
  unknown: (label, times) => {
    if (times === 'once') return `did ${quote(label)}`;
    if (times === 'never') return `did not do ${quote(label)}`;
    return `did ${quote(label)} ${times.text} time${times.plural ? 's' : ''}`;
  },
  property: (name) => {
    const bare = nameOf(name);
    return { a: `${/^[aeio]/.test(bare) ? 'an' : 'a'} ${bare}`, the: `the ${bare}`, bare };
  },
  operator: (operator, value) => `${OPERATORS[operator]} ${value}`,
  having: (conditions, each) => `${each ? 'each ' : ''}with ${conditions}`,
  lacking: (property) => `no ${property}`,
  time: (which, conditions) => `(the ${which} time with ${conditions})`,
  notTime: (which, conditions) => `(or, the ${which} time, without ${conditions})`,
  sum: (what, event) => `adds up to ${what} over ${quote(event)}`,
  average: (what, event) => `averages ${what} over ${quote(event)}`,
  distinct: ({ text, plural }, property, event) =>
    `has ${text} different value${plural ? 's' : ''} of ${property} over ${quote(event)}`,
  between: ({ atLeast, atMost }) =>
    [
      ...(atLeast === undefined ? [] : [`of at least ${number(atLeast)}`]),
      ...(atMost === undefined ? [] : [`of at most ${number(atMost)}`]),
    ].join(' and '),
  silent: (time) => `has done nothing for ${time}`,
  active: (time) => `was active ${time}`,
  since: (time) => `for ${time}`,
  inAll: (time) => `within ${time} in all`,
  profile: (conditions) => `has, in the profile, ${conditions}`,
  profileLacks: (property) => `has no ${property} in the profile`,
  untrue: (sentence) => `it is not true that the customer ${sentence}`,
};
