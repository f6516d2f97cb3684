import { type NumberRule, toMicro } from '@parcours/core';
import { allOf, type Gathering, type Texts } from './gathering.sql.js';
import { numberOf } from './value.sql.js';

/** Beyond these no amount that is added up can bring a total, or an average, of millionths. */
const BEYOND_TOTAL = 10n ** 76n;
const BEYOND_AVERAGE = 10n ** 66n;

const clamped = (bound: number, beyond: bigint): string => {
  const exact = BigInt(toMicro(bound));
  return String(exact > beyond ? beyond : exact < -beyond ? -beyond : exact);
};

/**
 * [RULE-7] The millionths of a number, exactly, cut toward zero. Up to six places and fifteen digits the double says them
 * itself; the rest is read from the number's own decimal text.
 */
const amounts = (gathering: Gathering, value: string): { number: string; quick: string; slow: string } => {
  const number = gathering.column('matching', numberOf(value));
  const double = `ifNull(${number}, 0.)`;
  const rounded = `round(${double} * 1e6)`;
  const isQuick = `abs(${double}) < 1e9 and ${rounded} / 1e6 = ${double}`;
  const quick = gathering.column('derived', `if(${isQuick}, toInt64(${rounded}), toInt64(0))`);
  const slow = gathering.column(
    'derived',
    `if(${isQuick}, toInt256(0), toInt256(ifNull(toDecimal256OrNull(${value}, 6), toDecimal256(0, 6)) * 1000000))`,
  );
  return { number, quick, slow };
};

const bounded = (total: string, { atLeast, atMost }: NumberRule, exact: (bound: number) => string): string =>
  allOf([
    atLeast === undefined ? null : `${total} >= ${exact(atLeast)}`,
    atMost === undefined ? null : `${total} <= ${exact(atMost)}`,
  ]);

const totalOf = (gathering: Gathering, value: string, matches: string): { total: string; count: string } => {
  const { number, quick, slow } = amounts(gathering, value);
  const counted = `${matches} and isNotNull(${number})`;
  const small = gathering.aggregate(`sumIf(toInt128(${quick}), ${counted})`);
  const large = gathering.aggregate(`sumIf(${slow}, ${counted})`);
  return {
    total: `(toInt256(${small}) + ${large})`,
    count: gathering.aggregate(`countIf(${counted})`),
  };
};

const whole = (texts: Texts, beyond: bigint) => (bound: number) => texts.whole(clamped(bound, beyond), 'Int256');

/** [RULE-6] */
export const sumHolds = (gathering: Gathering, rule: NumberRule, value: string, matches: string): string =>
  bounded(totalOf(gathering, value, matches).total, rule, whole(gathering.texts, BEYOND_TOTAL));

/** [RULE-7] a/n against b as a against b·n: nothing is divided, so nothing is rounded. */
export const averageHolds = (gathering: Gathering, rule: NumberRule, value: string, matches: string): string => {
  const { total, count } = totalOf(gathering, value, matches);
  const exact = whole(gathering.texts, BEYOND_AVERAGE);
  return allOf([`${count} > 0`, bounded(total, rule, (bound) => `${exact(bound)} * toInt256(${count})`)]);
};
