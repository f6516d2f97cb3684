import { describe, expect, it } from 'vitest';
import { cohensH, differenceOfShares, ratioOfShares, shareOf } from './proportions.js';

/** Newcombe, Statistics in Medicine 17, 1998: of single proportions (857–872, table I, method 3), and of differences (873–890, table II, method 10). */
describe('shares and how far they are apart', () => {
  it.each([
    [{ events: 81, of: 263 }, 0.2553, 0.3662],
    [{ events: 15, of: 148 }, 0.0624, 0.1605],
    [{ events: 0, of: 20 }, 0, 0.1611],
    [{ events: 1, of: 29 }, 0.0061, 0.1718],
  ])('%o has the published interval', (share, low, high) => {
    expect(shareOf(share)?.low).toBeCloseTo(low, 4);
    expect(shareOf(share)?.high).toBeCloseTo(high, 4);
  });

  it.each([
    [{ events: 56, of: 70 }, { events: 48, of: 80 }, 0.0524, 0.3339],
    [{ events: 9, of: 10 }, { events: 3, of: 10 }, 0.1705, 0.809],
    [{ events: 5, of: 56 }, { events: 0, of: 29 }, -0.0381, 0.1926],
    [{ events: 0, of: 10 }, { events: 0, of: 20 }, -0.1611, 0.2775],
    [{ events: 10, of: 10 }, { events: 0, of: 10 }, 0.6075, 1],
  ])('%o and %o differ by the published interval', (one, other, low, high) => {
    const found = differenceOfShares(one, other);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  it('a ratio has its interval where both have events', () => {
    // log(4/3) ± z·√(1/56 − 1/70 + 1/48 − 1/80)
    const found = ratioOfShares({ events: 56, of: 70 }, { events: 48, of: 80 });
    expect(found?.value).toBeCloseTo(4 / 3, 12);
    expect(Math.log((found?.high as number) / (found?.value as number)) / 1.959963984540054).toBeCloseTo(
      0.1091089451179962,
      10,
    );
    expect(ratioOfShares({ events: 0, of: 70 }, { events: 48, of: 80 })).toBeNull();
  });

  it('Cohen’s h (1988, table 6.2.2): 0.65 and 0.50 are 0.30 apart', () => {
    expect(cohensH({ events: 65, of: 100 }, { events: 50, of: 100 })).toBeCloseTo(0.3047, 4);
    expect(cohensH({ events: 5, of: 5 }, { events: 0, of: 5 })).toBeCloseTo(Math.PI, 12);
  });

  it('of nobody nothing is told', () => {
    expect([shareOf({ events: 0, of: 0 }), cohensH({ events: 0, of: 0 }, { events: 1, of: 2 })]).toEqual([null, null]);
    expect(differenceOfShares({ events: 0, of: 0 }, { events: 1, of: 2 })).toBeNull();
  });
});
