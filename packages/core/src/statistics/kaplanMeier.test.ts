import { describe, expect, it } from 'vitest';
import { kaplanMeier, type Tally } from './kaplanMeier.js';

/**
 * Figures of survfit(Surv(time, status) ~ 1, conf.type = "log-log") in R 4.2.2 with survival 3.5-3 (Debian's r-cran-survival):
 * time, n.risk, n.event, n.censor, surv, surv * std.err, lower, upper; NaN and NA of R are null.
 */
type Row = [number, number, number, number, number, number | null, number | null, number | null];

/** 0 is seen no longer, 1 the event. */
interface Case {
  readonly name: string;
  readonly times: number[];
  readonly status: number[];
  readonly rows: Row[];
}

const CASES: Case[] = [
  {
    name: 'ties of events and censorings (the 6-MP arm of Freireich et al., 1963)',
    times: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
    status: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
    rows: [
      [6, 21, 3, 1, 0.857142857143, 0.076360354832, 0.619717955266, 0.951551747647],
      [7, 17, 1, 0, 0.806722689076, 0.08693528518, 0.563146564622, 0.922809019203],
      [9, 16, 0, 1, 0.806722689076, 0.08693528518, 0.563146564622, 0.922809019203],
      [10, 15, 1, 1, 0.752941176471, 0.096349652994, 0.5031995108, 0.889361835169],
      [11, 13, 0, 1, 0.752941176471, 0.096349652994, 0.5031995108, 0.889361835169],
      [13, 12, 1, 0, 0.690196078431, 0.106814707775, 0.431610222486, 0.849065963349],
      [16, 11, 1, 0, 0.627450980392, 0.114053865257, 0.367510855988, 0.804912189472],
      [17, 10, 0, 1, 0.627450980392, 0.114053865257, 0.367510855988, 0.804912189472],
      [19, 9, 0, 1, 0.627450980392, 0.114053865257, 0.367510855988, 0.804912189472],
      [20, 8, 0, 1, 0.627450980392, 0.114053865257, 0.367510855988, 0.804912189472],
      [22, 7, 1, 0, 0.53781512605, 0.128233751693, 0.267778936767, 0.746790717635],
      [23, 6, 1, 0, 0.448179271709, 0.134591456756, 0.188052005959, 0.680142628495],
      [25, 5, 0, 1, 0.448179271709, 0.134591456756, 0.188052005959, 0.680142628495],
      [32, 4, 0, 2, 0.448179271709, 0.134591456756, 0.188052005959, 0.680142628495],
      [34, 2, 0, 1, 0.448179271709, 0.134591456756, 0.188052005959, 0.680142628495],
      [35, 1, 0, 1, 0.448179271709, 0.134591456756, 0.188052005959, 0.680142628495],
    ],
  },
  {
    name: 'many ties, and the last at risk have the event',
    times: [1, 1, 2, 2, 2, 3, 3, 4, 5, 5],
    status: [1, 1, 1, 1, 0, 1, 0, 1, 1, 1],
    rows: [
      [1, 10, 2, 0, 0.8, 0.126491106407, 0.408690781633, 0.945872645839],
      [2, 8, 2, 1, 0.6, 0.154919333848, 0.252668897004, 0.827220967029],
      [3, 5, 1, 1, 0.48, 0.163951212255, 0.160854669118, 0.744665726758],
      [4, 3, 1, 0, 0.32, 0.170333007175, 0.05803958843, 0.63375879225],
      [5, 2, 2, 0, 0, null, null, null],
    ],
  },
  {
    name: 'nobody has the event',
    times: [3, 5, 5, 8],
    status: [0, 0, 0, 0],
    rows: [
      [3, 4, 0, 1, 1, 0, null, null],
      [5, 3, 0, 2, 1, 0, null, null],
      [8, 1, 0, 1, 1, 0, null, null],
    ],
  },
  {
    name: 'a single customer who has it',
    times: [4],
    status: [1],
    rows: [[4, 1, 1, 0, 0, null, null, null]],
  },
  {
    name: 'a single customer who has not',
    times: [4],
    status: [0],
    rows: [[4, 1, 0, 1, 1, 0, null, null]],
  },
];

const talliesOf = ({ times, status }: Case): Tally[] =>
  times.map((time, index) => ({ time, events: status[index] as number, censored: 1 - (status[index] as number) }));

const close = (found: number | null, expected: number | null): void => {
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 10);
};

describe('the product-limit estimator', () => {
  it.each(CASES)('[PACE-2] gives the figures of R: $name', (given) => {
    const steps = kaplanMeier(talliesOf(given));
    expect(steps).toHaveLength(given.rows.length);
    given.rows.forEach(([time, atRisk, events, censored, survival, error, low, high], index) => {
      const step = steps[index];
      expect(step).toMatchObject({ time, atRisk, events, censored });
      close(step?.survival ?? null, survival);
      close(step?.error ?? null, error);
      close(step?.low ?? null, low);
      close(step?.high ?? null, high);
    });
  });

  it('[PACE-2] does not depend on how customers are counted together, nor on their order', () => {
    const [given] = CASES as [Case];
    const one = kaplanMeier(talliesOf(given).reverse());
    const byTime = new Map<number, Tally>();
    for (const { time, events, censored } of talliesOf(given)) {
      const known = byTime.get(time) ?? { time, events: 0, censored: 0 };
      byTime.set(time, { time, events: known.events + events, censored: known.censored + censored });
    }
    expect(kaplanMeier(byTime.values())).toEqual(one);
  });

  it('[PACE-2] says nothing of nobody', () => {
    expect(kaplanMeier([])).toEqual([]);
  });
});
