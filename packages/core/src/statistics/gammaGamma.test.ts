import { describe, expect, it } from 'vitest';
import { cdBuyers } from './cdnow.testing.js';
import { expectedSpend, fitGammaGamma, gammaGammaLogLikelihood } from './gammaGamma.js';

const buyers = cdBuyers();
const repeat = buyers.filter(({ frequency }) => frequency > 0);
const spends = { purchases: repeat.map(({ frequency }) => frequency), mean: repeat.map(({ spend }) => spend) };

describe('Gamma–Gamma', () => {
  it('gives the published figures on the repeat buyers of CDNOW (Fader & Hardie 2013)', () => {
    const fitted = fitGammaGamma(spends);
    expect(repeat).toHaveLength(946);
    expect(Math.abs(fitted.p / 6.249 - 1)).toBeLessThan(0.002);
    expect(Math.abs(fitted.q / 3.745 - 1)).toBeLessThan(0.002);
    expect(Math.abs(fitted.v / 15.448 - 1)).toBeLessThan(0.002);
    expect(fitted.converged).toBe(true);
    const first = buyers.slice(0, 10).map(({ frequency, spend }) => expectedSpend(fitted, frequency, spend));
    const told = [24.66, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
    for (const [at, value] of first.entries())
      expect(Math.abs((value as number) / (told[at] as number) - 1)).toBeLessThan(0.001);
  });

  it('no step aside raises the likelihood', () => {
    const fitted = fitGammaGamma(spends);
    for (const name of ['p', 'q', 'v'] as const)
      for (const by of [0.99, 1.01])
        expect(gammaGammaLogLikelihood({ ...fitted, [name]: fitted[name] * by }, spends)).toBeLessThan(
          fitted.logLikelihood,
        );
  });

  it('does not depend on the currency: what counts is v', () => {
    const [euros, cents] = [fitGammaGamma(spends), fitGammaGamma({ ...spends, mean: spends.mean.map((z) => z * 100) })];
    expect(cents.p / euros.p).toBeCloseTo(1, 3);
    expect(cents.v / euros.v / 100).toBeCloseTo(1, 3);
  });

  it('everybody spends the same: the mean is that, and no answer is claimed', () => {
    const fitted = fitGammaGamma({ purchases: Array(40).fill(2), mean: Array(40).fill(25) });
    expect(expectedSpend(fitted, 2, 25)).toBeCloseTo(25, 1);
    expect(fitted.converged).toBe(false);
  });

  it('has no mean to tell of the unknown where q is at most 1', () => {
    expect(expectedSpend({ p: 2, q: 0.8, v: 10 }, 0, 0)).toBeNull();
    expect(expectedSpend({ p: 2, q: 0.8, v: 10 }, 3, 20)).toBeCloseTo((2 * 70) / 5.8, 10);
  });
});
