import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type BgNbd, bgNbdAlive, bgNbdExpected, bgNbdNextPurchase, bgNbdPurchases } from './bgNbd.js';
import { cdBuyers } from './cdnow.testing.js';
import { bgNbdLogLikelihood, fitBgNbd } from './fitBgNbd.js';
import { countAlike, type PurchaseHistory } from './purchases.js';

const file = new URL('../../../../../shared/data/cdnow/cdnow_customers_summary.csv', import.meta.url);
const here = existsSync(fileURLToPath(file));
if (!here) console.warn('../shared/data is absent: CDNOW is not compared with its published summary');

/** Fader, Hardie & Lee 2005, table 2. */
const PUBLISHED = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
const model: BgNbd = { r: 0.2425929282798216, alpha: 4.413532265271803, a: 0.7928859664405851, b: 2.42575238262545 };
const of = (frequency: number, recency: number, age: number): PurchaseHistory => ({ frequency, recency, age });

/** lifetimes 0.11.3 with the parameters above: history, expected purchases within 1, 39 and 520 weeks, P(alive). */
const FIGURES = [
  [of(0, 0, 38.86), [0.005586351301201843, 0.1947808579394759, 1.4624052122519635], 1],
  [of(1, 1.71, 38.86), [0.006064650555303683, 0.20325062425618526, 1.3079994215981423], 0.212227388072203],
  [of(2, 30.43, 38.86), [undefined, 1.2259104241744259, undefined], 0.72660914],
  [of(6, 20, 30), [0.09410604648303003, 2.836070933015812, 14.1680991585684], 0.5234505379650308],
  [of(29, 37, 38), [0.6494873716805809, 19.662849569570277, 98.33997070068025], 0.9502466391118894],
] as const;

describe('BG/NBD', () => {
  it('gives the published figures on CDNOW', () => {
    const fitted = fitBgNbd(countAlike(cdBuyers()));
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs(fitted[name] / PUBLISHED[name] - 1)).toBeLessThan(0.0005);
    expect(fitted.logLikelihood).toBeCloseTo(-9582.43, 1);
    expect(fitted.converged).toBe(true);
    expect(bgNbdExpected(fitted, of(2, 30.43, 38.86), 39)).toBeCloseTo(1.226, 3);
    expect(bgNbdAlive(fitted, of(2, 30.43, 38.86))).toBeCloseTo(0.7266, 4);
  });

  it.skipIf(!here)('reads the purchases as the published summary does, to its two decimals', () => {
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    const buyers = cdBuyers();
    expect(rows).toHaveLength(buyers.length);
    const told = buyers.map(({ frequency, recency, age }) => [frequency, recency, age]);
    for (const [row, line] of rows.entries())
      for (const [column, value] of line.split(',').slice(1).map(Number).entries())
        expect(Math.abs((told[row]?.[column] as number) - value)).toBeLessThan(0.0051);
  });

  it.each(FIGURES)('equals lifetimes for %o', (history, expected, alive) => {
    expect(bgNbdAlive(model, history)).toBeCloseTo(alive, 7);
    for (const [at, t] of [1, 39, 520].entries()) {
      const figure = expected[at];
      if (figure !== undefined) expect(Math.abs(bgNbdExpected(model, history, t) / figure - 1)).toBeLessThan(1e-9);
    }
  });

  it('equals lifetimes for somebody just acquired', () => {
    const figures = [0.05318473689562826, 0.5336399010006625, 1.195016228446211, 1.8579717035277747];
    for (const [at, t] of [1, 13, 39, 78].entries())
      expect(bgNbdPurchases(model, t)).toBeCloseTo(figures[at] as number, 9);
    expect(bgNbdPurchases(model, 0)).toBe(0);
  });

  it('the gradient leads to the same likelihood as sums over customers one by one', () => {
    const [buyers, other] = [cdBuyers().slice(0, 200), { r: 0.6, alpha: 9, a: 0.3, b: 4 }];
    const apart = buyers.reduce((sum, buyer) => sum + bgNbdLogLikelihood(other, countAlike([buyer])), 0);
    expect(bgNbdLogLikelihood(other, countAlike(buyers))).toBeCloseTo(apart, 8);
  });

  it('by the next purchase date half have bought who are so alike', () => {
    const history = of(6, 20, 30);
    const t = bgNbdNextPurchase(model, history) as number;
    const bought = bgNbdAlive(model, history) * (1 - ((model.alpha + 30) / (model.alpha + 30 + t)) ** (model.r + 6));
    expect(bought).toBeCloseTo(0.5, 12);
    expect(bgNbdNextPurchase(model, of(1, 1.71, 38.86))).toBeNull();
  });

  it.each([
    ['a = 1', { ...model, a: 1 }],
    ['a + b = 1', { ...model, a: 0.4, b: 0.6 }],
  ])('has a limit where a formula divides by zero: %s', (_, odd) => {
    const near = { ...odd, a: odd.a + 1e-5 };
    const expected = bgNbdExpected(near, of(0, 0, 20), 10);
    expect(Math.abs(bgNbdExpected(odd, of(0, 0, 20), 10) / expected - 1)).toBeLessThan(1e-4);
  });

  it('stays finite where nobody differs: one who leaves never, and one always with the same chance', () => {
    const steady = { r: 1000, alpha: 4000, a: 1e-5, b: 1 };
    expect(bgNbdExpected(steady, of(10, 40, 41), 4)).toBeCloseTo((4 * 1010) / 4041, 3);
    const alike = { r: 2, alpha: 4, a: 5000, b: 15_000 };
    expect(bgNbdPurchases(alike, 1e6)).toBeCloseTo(4, 2);
  });

  it.each([
    ['one customer', [of(3, 10, 12)]],
    ['nobody bought twice', [of(0, 0, 3), of(0, 0, 9), of(0, 0, 30)]],
    ['everybody alike', Array.from({ length: 50 }, () => of(4, 20, 24))],
    ['everybody on the last day', Array.from({ length: 50 }, () => of(0, 0, 0))],
  ])('ends with numbers, and does not claim an answer: %s', (_, histories) => {
    const fitted = fitBgNbd(countAlike(histories));
    expect(Number.isFinite(fitted.logLikelihood)).toBe(true);
    for (const history of histories.slice(0, 3)) {
      expect(bgNbdAlive(fitted, history)).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(bgNbdExpected(fitted, history, 52))).toBe(true);
    }
    expect(fitted.converged).toBe(false);
  });
});
