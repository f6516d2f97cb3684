import { toMicro } from '@parcours/core';
import type { Texts } from './texts.sql.js';

/** From here on a number is added up apart: with six places the engine's widest decimals would not hold it. */
export const HUGE = 1e60;

const DIGITS = 30;
const BASE = 10n ** BigInt(DIGITS);
/** Limbs of so many digits hold the largest double with six places, many times. */
const LIMBS = 12;

/** A bound's millionths as limbs, the lowest first, each with its sign. */
const limbsOf = (bound: number): string[] => {
  const limbs: string[] = [];
  for (let rest = BigInt(toMicro(bound)); limbs.length < LIMBS; rest /= BASE) limbs.push(String(rest % BASE));
  return limbs;
};

/** Millionths of numbers told as texts such as -1.25e70, as limbs: digits times a power of ten go where that power belongs. */
const limbsOfTexts = (texts: string): string => {
  const mantissa = `splitByChar('e', text)[1]`;
  const digits = `toInt256(replaceOne(${mantissa}, '.', ''))`;
  const places = `length(splitByChar('.', ${mantissa})[2])`;
  const power = `toInt32(splitByChar('e', text)[2]) + 6 - ${places}`;
  const parts = `arrayMap(text -> (${digits}, ${power}), ${texts})`;
  const raised = `part.1 * toInt256(concat('1', repeat('0', part.2 % ${DIGITS})))`;
  return `arrayMap(limb -> arrayFold((sum, part) -> sum + if(intDiv(part.2, ${DIGITS}) = limb, ${raised}, toInt256(0)), ${parts}, toInt256(0)), range(${LIMBS}))`;
};

/**
 * [RULE-7] Whether numbers, told as texts, and a total of millionths are together at least, or at most, a bound times a count. Their
 * difference is worked out limb by limb; carried upwards, the last carry has its sign.
 */
export const hugeIsWithin = (
  texts: Texts,
  { huge, total, count }: { readonly huge: string; readonly total: string; readonly count: string },
  bound: number,
  side: 'atLeast' | 'atMost',
): string => {
  const base = texts.whole(String(BASE), 'Int256');
  const bounds = `cast(${texts.text(`[${limbsOf(bound).join(',')}]`)}, 'Array(Int256)')`;
  const differences = `arrayMap((own, asked, limb) -> own + if(limb = 0, ${total}, toInt256(0)) - asked * toInt256(${count}),
    ${limbsOfTexts(huge)}, ${bounds}, range(${LIMBS}))`;
  const sum = '(done.1 + difference)';
  const carry = `intDiv(${sum}, ${base}) - if(${sum} < 0 and ${sum} % ${base} != 0, 1, 0)`;
  const folded = `arrayFold((done, difference) -> (toInt256(${carry}), toBool(done.2 or ${sum} % ${base} != 0)), ${differences}, (toInt256(0), toBool(0)))`;
  return side === 'atLeast' ? `${folded}.1 >= 0` : `(${folded}.1 < 0 or ${folded} = (toInt256(0), toBool(0)))`;
};
