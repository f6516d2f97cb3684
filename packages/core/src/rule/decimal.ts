/**
 * An exact decimal in millionths: a safe integer, or its digits as text beyond 2^53.
 * Numbers are taken as their shortest decimal text, truncated toward zero to six places [RULE-7].
 */
export type Micro = number | string;

const SCALE = 1_000_000;

export const toMicro = (value: number): Micro => {
  if (Number.isInteger(value) && Math.abs(value) < 9_000_000_000) return value * SCALE;
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent) + 6;
  const point = whole.length + shift;
  const digits = whole + fraction;
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  return settle(BigInt(value < 0 ? `-${kept}` : kept));
};

const settle = (value: bigint): Micro => {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value.toString();
};

export const addMicro = (a: Micro, b: Micro): Micro => {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return settle(BigInt(a) + BigInt(b));
};

export const compareMicro = (a: Micro, b: Micro): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};

export const timesMicro = (a: Micro, count: number): Micro => settle(BigInt(a) * BigInt(count));

export const negateMicro = (a: Micro): Micro => settle(-BigInt(a));
