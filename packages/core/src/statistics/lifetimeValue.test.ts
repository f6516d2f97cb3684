import { describe, expect, it } from 'vitest';
import { cdBuyers } from './cdnow.testing.js';
import { fitBgNbd } from './fitBgNbd.js';
import { expectedSpend, fitGammaGamma } from './gammaGamma.js';
import { outlookOf } from './lifetimeValue.js';
import { countAlike } from './purchases.js';

const YEAR = { months: 12, monthlyDiscount: 0.01 };

describe('lifetime value', () => {
  it('equals lifetimes 0.11.3 on CDNOW: twelve months, one percent a month', () => {
    const buyers = cdBuyers();
    const model = fitBgNbd(countAlike(buyers));
    const repeat = buyers.filter(({ frequency }) => frequency > 0);
    const spend = fitGammaGamma({
      purchases: repeat.map(({ frequency }) => frequency),
      mean: repeat.map(({ spend: mean }) => mean),
    });
    const outlooks = buyers.map((buyer) => outlookOf(model, buyer, YEAR));
    const values = outlooks.map(
      ({ discounted }, at) =>
        discounted * (expectedSpend(spend, buyers[at]?.frequency as number, buyers[at]?.spend as number) as number),
    );
    for (const [at, value] of [36.278495763626665, 4.63746632856977, 8.344093121809948].entries())
      expect(Math.abs((values[at] as number) / value - 1)).toBeLessThan(0.001);
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum(values) / 71509.8993193664 - 1)).toBeLessThan(0.001);
    expect(Math.abs(sum(outlooks.map(({ purchases }) => purchases)) / 2093.9006945559013 - 1)).toBeLessThan(0.001);
  });

  it('without a discount is the purchases expected', () => {
    const model = { r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 };
    const { purchases, discounted } = outlookOf(
      model,
      { frequency: 2, recency: 30, age: 38 },
      { ...YEAR, monthlyDiscount: 0 },
    );
    expect(discounted).toBeCloseTo(purchases, 10);
  });
});
