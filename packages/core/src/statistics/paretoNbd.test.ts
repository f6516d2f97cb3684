import { describe, expect, it } from 'vitest';
import { cdBuyers } from './cdnow.testing.js';
import { fitParetoNbd, paretoNbdAlive, paretoNbdExpected, paretoNbdLogLikelihood } from './paretoNbd.js';
import { countAlike, type PurchaseHistory } from './purchases.js';

const of = (frequency: number, recency: number, age: number): PurchaseHistory => ({ frequency, recency, age });
const model = { r: 0.5532879654561653, alpha: 10.577642153252352, s: 0.6061974137251236, beta: 11.667000252165698 };

/** lifetimes 0.11.3 with the parameters above: history, expected purchases within 1 and 39 weeks, P(alive). */
const FIGURES = [
  [of(0, 0, 38.86), [0.0032829267652967104, 0.10705948932212328], 0.29508923753831945],
  [of(2, 30.43, 38.86), [0.044620645143552407, 1.4551233773442573], 0.8691194047440065],
  [of(1, 1.71, 38.86), [0.005242925353228963, 0.17097698212587914], 0.16786691011064647],
  [of(6, 20, 30), [0.10425085943279505, 3.301185117397758], 0.6501860961094987],
] as const;

describe('Pareto/NBD', () => {
  it('gives the published figures on CDNOW (Fader, Hardie & Lee 2005, table 2)', () => {
    const fitted = fitParetoNbd(countAlike(cdBuyers()));
    const published = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
    for (const name of ['r', 'alpha', 's', 'beta'] as const)
      expect(Math.abs(fitted[name] / published[name] - 1)).toBeLessThan(0.002);
    expect(fitted.logLikelihood).toBeCloseTo(-9595.0, 1);
    expect(fitted.converged).toBe(true);
  });

  it.each(FIGURES)('equals lifetimes for %o', (history, [week, year], alive) => {
    expect(Math.abs(paretoNbdAlive(model, history) / alive - 1)).toBeLessThan(1e-9);
    expect(Math.abs(paretoNbdExpected(model, history, 1) / week - 1)).toBeLessThan(1e-9);
    expect(Math.abs(paretoNbdExpected(model, history, 39) / year - 1)).toBeLessThan(1e-9);
  });

  it('is the same across alpha = beta, where its formula changes', () => {
    const histories = countAlike([of(2, 30, 38), of(0, 0, 12)]);
    const at = (beta: number) => paretoNbdLogLikelihood({ r: 0.5, alpha: 10, s: 0.6, beta }, histories);
    expect(at(10)).toBeCloseTo(at(10 + 1e-9), 7);
    expect(at(10)).toBeCloseTo(at(10 - 1e-9), 7);
  });

  it('has a limit at s = 1', () => {
    const at = (s: number) => paretoNbdExpected({ ...model, s }, of(2, 30, 38), 20);
    expect(at(1)).toBeCloseTo(at(1 + 1e-6), 5);
  });
});
