import { describe, expect, it } from 'vitest';
import { falseDiscoveryRates, twoSided } from './manyComparisons.js';

/** Both computed with R 4.2.2: p.adjust(…, "BH") and 2 * pnorm(-z). */
describe('many comparisons', () => {
  it('equals p.adjust of R, in any order', () => {
    const values = [
      0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34,
    ];
    const adjusted = [
      0.015, 0.06, 0.126, 0.126, 0.126, 0.15, 0.158571428571429, 0.294642857142857, 0.294642857142857,
      0.294642857142857, 0.294642857142857, 0.294642857142857, 0.294642857142857, 0.294642857142857, 0.34,
    ];
    for (const [at, rate] of falseDiscoveryRates(values).entries())
      expect(rate).toBeCloseTo(adjusted[at] as number, 12);
    for (const [at, rate] of falseDiscoveryRates([...values].reverse()).entries())
      expect(rate).toBeCloseTo(adjusted[values.length - 1 - at] as number, 12);
  });

  it('ties are alike, one stays as it is, of none there is none', () => {
    expect(falseDiscoveryRates([0.04, 0.04, 0.04])).toEqual([0.04, 0.04, 0.04]);
    expect(falseDiscoveryRates([0.2])).toEqual([0.2]);
    expect(falseDiscoveryRates([])).toEqual([]);
  });

  it.each([
    [0, 1],
    [0.5, 0.617075077451974],
    [-1, 0.317310507862914],
    [1.959963984540054, 0.05],
    [3, 0.00269979606326019],
    [-5, 5.73303143758388e-7],
    [8, 1.24419211485436e-15],
    [37, 1.14511424450492e-299],
  ])('a normal value is as far as %d with chance %d', (z, chance) => {
    expect(twoSided(z) / chance).toBeCloseTo(1, 9);
  });
});
