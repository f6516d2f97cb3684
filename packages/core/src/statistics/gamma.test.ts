import { describe, expect, it } from 'vitest';
import { digamma, logGamma } from './gamma.js';

/** mpmath 1.3.0 with 40 digits, Python 3.11: x, loggamma(x), digamma(x). */
const FIGURES = [
  [1e-5, 11.512919692895826, -100000.57719921567],
  [0.2426, 1.3197854750907922, -4.3583618532225142],
  [0.5, 0.57236494292470009, -1.9635100260214235],
  [1, 0, -0.57721566490153286],
  [1.4616321449683622, -0.12148629053584961, -9.2412655217294275e-17],
  [2, 0, 0.42278433509846714],
  [9.999, 12.799575780077414, 2.2516474172057353],
  [10, 12.80182748008147, 2.2517525890667211],
  [37.5, 97.521775222888204, 3.6109483445963384],
  [1234.5, 7550.5509010778949, 7.1180162318279978],
  [1e8, 1742068066.1038347, 18.420680738952365],
] as const;

describe('the gamma function and its derivative, as logarithms', () => {
  it.each(FIGURES)('at %d equal mpmath', (x, log, derivative) => {
    expect(Math.abs(logGamma(x) - log)).toBeLessThan(2e-14 * Math.max(1, Math.abs(log)));
    expect(Math.abs(digamma(x) - derivative)).toBeLessThan(2e-14 * Math.max(1, Math.abs(derivative)));
  });

  it.each([0, -1, -2.5, Number.NaN])('are not told at %d', (x) => {
    expect(logGamma(x)).toBeNaN();
    expect(digamma(x)).toBeNaN();
  });
});
