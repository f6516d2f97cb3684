import { type NumberRule, toMicro } from '@parcours/core';
import type { Gathering } from './gathering.sql.js';
import { HUGE, hugeIsWithin } from './huge.sql.js';
import { allOf, type Texts } from './texts.sql.js';
import { numberOf } from './value.sql.js';

/** Beyond these no amount below HUGE that is added up can bring a total, or an average, of millionths. */
const BEYOND_TOTAL = 10n ** 76n;
const BEYOND_AVERAGE = 10n ** 66n;

const clamped = (texts: Texts, bound: number, beyond: bigint): string => {
  const exact = BigInt(toMicro(bound));
  return texts.whole(String(exact > beyond ? beyond : exact < -beyond ? -beyond : exact), 'Int256');
};

interface Total {
  /** Millionths of all numbers below HUGE. */
  readonly total: string;
  /** The others, as texts. */
  readonly huge: string;
  readonly count: string;
}

/**
 * [RULE-7] The millionths of numbers, exactly, cut toward zero, added up. Up to six places and fifteen digits the double says
 * them itself; the rest is read from the number's own decimal text.
 */
const totalOf = (gathering: Gathering, value: string, matches: string): Total => {
  const number = gathering.column('matching', numberOf(value));
  const double = `ifNull(${number}, 0.)`;
  const rounded = `round(${double} * 1e6)`;
  const quick = gathering.column(
    'derived',
    `if(abs(${double}) < 1e9 and ${rounded} / 1e6 = ${double}, toInt64(${rounded}), null)`,
  );
  const isHuge = `abs(${double}) >= ${HUGE}`;
  const counted = `${matches} and isNotNull(${number})`;
  const exact = `toInt256(toDecimal256OrNull(${value}, 6) * 1000000)`;
  const slow = gathering.column('large', `if(${counted} and isNull(${quick}) and not (${isHuge}), ${exact}, null)`);
  const small = gathering.aggregate(`sumIf(toInt128(ifNull(${quick}, 0)), ${counted})`);
  return {
    total: `(toInt256(${small}) + ${gathering.aggregate(`sum(ifNull(${slow}, toInt256(0)))`)})`,
    huge: gathering.aggregate(`groupArrayIf(${value}, ${counted} and ${isHuge})`),
    count: gathering.aggregate(`countIf(${counted})`),
  };
};

const bounded = (
  { texts }: Gathering,
  { atLeast, atMost }: NumberRule,
  own: Total,
  times: { readonly count: string; readonly beyond: bigint },
): string => {
  const within = (bound: number | undefined, side: 'atLeast' | 'atMost'): string | null => {
    if (bound === undefined) return null;
    const asked = `${clamped(texts, bound, times.beyond)} * toInt256(${times.count})`;
    const plain = `${own.total} ${side === 'atLeast' ? '>=' : '<='} ${asked}`;
    return `if(empty(${own.huge}), ${plain}, ${hugeIsWithin(texts, { ...own, count: times.count }, bound, side)})`;
  };
  return allOf([within(atLeast, 'atLeast'), within(atMost, 'atMost')]);
};

/** [RULE-6] */
export const sumHolds = (gathering: Gathering, rule: NumberRule, value: string, matches: string): string =>
  bounded(gathering, rule, totalOf(gathering, value, matches), { count: '1', beyond: BEYOND_TOTAL });

/** [RULE-7] a/n against b as a against b·n: nothing is divided, so nothing is rounded. */
export const averageHolds = (gathering: Gathering, rule: NumberRule, value: string, matches: string): string => {
  const own = totalOf(gathering, value, matches);
  const times = { count: own.count, beyond: BEYOND_AVERAGE };
  return allOf([`${own.count} > 0`, bounded(gathering, rule, own, times)]);
};
