import { describe, expect, it } from 'vitest';
import { kaplanMeier, type Tally } from './kaplanMeier.js';
import { ENOUGH_TO_TELL, PACES, paceBounds, paceLimits, paceOf, thinned } from './pace.js';

const DAY = 86_400_000;
const left = (days: number): Tally => ({ time: days * DAY, events: 1, censored: 0 });
const still = (days: number): Tally => ({ time: days * DAY, events: 0, censored: 1 });
/** One leaves upwards after each of 1 to n days. */
const daily = (n: number): Tally[] => Array.from({ length: n }, (_, index) => left(index + 1));

describe('pace', () => {
  it('[PACE-3] says nothing below the number that tells nine of ten from all', () => {
    expect(paceLimits(kaplanMeier(daily(ENOUGH_TO_TELL - 1)))).toBeNull();
    expect(
      paceLimits(kaplanMeier([...daily(ENOUGH_TO_TELL - 1), ...Array.from({ length: 50 }, () => still(40))])),
    ).toBeNull();
    expect(paceLimits(kaplanMeier([]))).toBeNull();
  });

  it('[PACE-3] takes shares of those who ever left upwards, whatever part of all they are', () => {
    const limits = { quarter: 5 * DAY, half: 10 * DAY, threeQuarters: 15 * DAY, nineTenths: 18 * DAY };
    expect(paceLimits(kaplanMeier(daily(20)))).toEqual(limits);
    // those who are seen for longer than anybody took to leave change no share
    expect(paceLimits(kaplanMeier([...daily(20), ...Array.from({ length: 300 }, () => still(30))]))).toEqual(limits);
  });

  it('[PACE-2] counts those still there until when they were seen: without them the slow would seem fewer', () => {
    const early = Array.from({ length: 20 }, () => still(10.5));
    const limits = paceLimits(kaplanMeier([...daily(20), ...early]));
    // 30 of 40 are left at day 10, then ten leave one by one of ten: S falls from 0.75 to 0 in steps of 0.075
    expect(limits).toEqual({ quarter: 10 * DAY, half: 14 * DAY, threeQuarters: 17 * DAY, nineTenths: 19 * DAY });
  });

  it('[PACE-4] the four words follow each other without a gap', () => {
    const limits = { quarter: 5 * DAY, half: 10 * DAY, threeQuarters: 15 * DAY, nineTenths: 18 * DAY };
    const at = (days: number) => paceOf(limits, days * DAY);
    expect([0, 4.99, 5, 15, 15.01, 18, 18.01, 5000].map(at)).toEqual([
      'faster',
      'faster',
      'typical',
      'typical',
      'slower',
      'slower',
      'stalled',
      'stalled',
    ]);
    const bounds = PACES.map((pace) => paceBounds(limits)[pace]);
    bounds.forEach(([after], index) => expect(after).toBe(index === 0 ? -Infinity : bounds[index - 1]?.[1]));
    expect(paceOf({ quarter: 0, half: 0, threeQuarters: 0, nineTenths: 0 }, 0)).toBe('typical');
  });

  it('a drawing keeps the first and the last step', () => {
    const steps = kaplanMeier(daily(1000));
    const drawn = thinned(steps, 50);
    expect(drawn).toHaveLength(50);
    expect([drawn[0], drawn.at(-1)]).toEqual([steps[0], steps.at(-1)]);
    expect(thinned(steps.slice(0, 3), 50)).toEqual(steps.slice(0, 3));
  });
});
