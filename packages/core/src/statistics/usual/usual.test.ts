import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DailyCounts, weekdayOf } from './dailyCounts.js';
import { CALM, type Looked, watchDay } from './departure.js';
import { fitQuasiPoisson } from './quasiPoisson.js';
import { countBounds, incompleteBeta, normalQuantile, studentQuantile } from './tails.js';
import { APART, type Look, learnUsual, lookAtChange, type Usual } from './usual.js';

// biome-ignore format: as R prints it
const Y = [21,34,30,28,33,18,12,25,31,29,36,30,20,9,19,37,27,31,34,16,14,28,33,35,30,29,22,11,24,36,31,27,38,19,13,26,30,33,34,31,21,10,27,35,90,30,36,17,15,25,38,34,29,33,23,12];

/** A seeded stream of numbers in [0, 1): mulberry32. */
const chances = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
const poisson = (mean: number, chance: () => number): number => {
  let left = mean;
  let count = 0;
  while (left > 30) {
    // halves of a Poisson process are independent
    count += poisson(30, chance);
    left -= 30;
  }
  for (let product = chance(); product > Math.exp(-left); product *= chance()) count += 1;
  return count;
};
const WEEK = [1.1, 1.2, 1.15, 1, 1.3, 0.8, 0.45];
/** Poisson days with a week in them, and what `of` makes of a day's mean. */
const random = (seed: number, days: number, mean: number, of = (_day: number, usual: number) => usual): DailyCounts => {
  const chance = chances(seed);
  const firstDay = 20_000;
  const counts = Array.from({ length: days }, (_, at) =>
    poisson(of(at, mean * (WEEK[weekdayOf(firstDay + at)] as number)), chance),
  );
  return { firstDay, counts };
};
const known = (series: DailyCounts, until: number): Usual => {
  const usual = learnUsual(series, until);
  if (usual.is !== 'usual') throw new Error(`too little: ${JSON.stringify(usual)}`);
  return usual;
};
const lookOn = (series: DailyCounts, day: number, days: number, level: number): Look =>
  known(series, day - APART + 1).look(day - days + 1, days, level);
/** Whether a day, and the week up to it, depart. */
const departOn = (series: DailyCounts, day: number, level: number): readonly [number, number] => {
  const usual = known(series, day - APART + 1);
  return [1, 7].map((days) => Number(usual.look(day - days + 1, days, level).departure !== null)) as [number, number];
};

/** glm(family = quasipoisson), qt, qnorm, qpois, qnbinom of R 4.2.2. */
describe('against R', () => {
  it('fits as glm does: days of the week and a trend', () => {
    const rows = Y.map((_, at) => Float64Array.from([1, ...[1, 2, 3, 4, 5, 6].map((d) => Number(at % 7 === d)), at]));
    const fit = fitQuasiPoisson({ rows, counts: Y, offsets: Y.map(() => 0), weights: Y.map(() => 1), ridge: 0 });
    const told = [
      3.0833149907639998, 0.3357303377045613, 0.4515452981107501, 0.2150640216216936, 0.285356704103521,
      -0.2451346019130207, -0.7350406278144835, 0.0043982101197622,
    ];
    for (const [at, value] of told.entries()) expect(fit?.coefficients[at]).toBeCloseTo(value, 9);
    expect(fit?.dispersion).toBeCloseTo(1.67073875445175, 10);
    const row = [1, 0, 0, 0, 0, 0, 0, 63];
    const variance = row.reduce(
      (sum, x, i) => sum + x * row.reduce((all, y, j) => all + y * (fit?.covariance[i]?.[j] ?? 0), 0),
      0,
    );
    expect(Math.sqrt(variance * (fit?.dispersion ?? 0))).toBeCloseTo(0.12032996052655, 10);
  });

  it('and in proportion to how many it could happen to', () => {
    const fit = fitQuasiPoisson({
      rows: Y.map(() => Float64Array.of(1)),
      counts: Y,
      offsets: Y.map((_, at) => Math.log(1000 + 50 * (at % 3))),
      weights: Y.map(() => 1),
      ridge: 0,
    });
    expect(fit?.coefficients[0]).toBeCloseTo(-3.64215829816753, 10);
    expect(fit?.dispersion).toBeCloseTo(4.77349206608701, 8);
  });

  it('knows the tails', () => {
    expect(studentQuantile(0.025, 20)).toBeCloseTo(2.08596344726586, 9);
    expect(studentQuantile(4e-5, 20)).toBeCloseTo(4.93401612570562, 8);
    expect(studentQuantile(1e-6, 70)).toBeCloseTo(5.18514378358794, 8);
    expect(normalQuantile(0.025)).toBeCloseTo(1.95996398454005, 6);
    expect(normalQuantile(4e-5)).toBeCloseTo(3.94440008415921, 5);
    expect(countBounds({ mean: 30, dispersion: 1.5 }, 1e-4)).toEqual({ low: 9, high: 59 });
    expect(countBounds({ mean: 0.3, dispersion: 1 }, 4e-5)).toEqual({ low: 0, high: 4 });
    expect(countBounds({ mean: 120, dispersion: 1 }, 4e-5)).toEqual({ low: 79, high: 166 });
    expect(countBounds({ mean: 8000, dispersion: 3 }, 4e-5)).toEqual({ low: 7401, high: 8623 });
    // pnbinom(44, 60, mu = 30, lower.tail = FALSE)
    expect(incompleteBeta(45, 60, 1 - 1 / 1.5)).toBeCloseTo(0.0219213506421287, 12);
  });
});

describe('[USUAL-1] what is usual', () => {
  it('no more days depart than the level says, by the day and by the week, of random weeks', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.5, 3, 20, 150), (seed, mean) => {
        const series = random(seed, 84 + APART + 400, mean);
        const level = 0.01;
        const out = Array.from({ length: 400 }, (_, at) => departOn(series, 84 + APART + at, level));
        const outside = (look: 0 | 1) => out.reduce((sum, one) => sum + one[look], 0);
        // 4 expected of 400; chances of more than 16 independent ones are below 1e-5, and weeks overlap
        expect(outside(0)).toBeLessThanOrEqual(16);
        expect(outside(1)).toBeLessThanOrEqual(30);
      }),
      { numRuns: 2 },
    );
  }, 120_000);

  it('of all of them together, no more than the level says', () => {
    let [days, weeks, looked] = [0, 0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const series = random(seed * 7919, 84 + APART + 250, [1, 8, 40, 200][seed % 4] as number);
      for (let day = 84 + APART; day < series.counts.length; day++) {
        looked += 1;
        const [one, week] = departOn(series, day, 0.01);
        days += one;
        weeks += week;
      }
    }
    expect(days / looked).toBeLessThanOrEqual(0.0105);
    expect(weeks / looked).toBeLessThanOrEqual(0.015);
  }, 120_000);

  it('finds a drop to a half at once, and one by a fifth within the week, nearly always', () => {
    const missed = (seed: number): readonly [half: boolean, fifth: boolean] => {
      const half = random(seed, 120, 60, (day, usual) => (day >= 110 ? usual / 2 : usual));
      const fifth = random(seed, 130, 200, (day, usual) => (day >= 110 ? usual * 0.8 : usual));
      const below = (day: number): boolean => lookOn(half, day, 1, 0.005).departure === 'below';
      return [!below(110) && !below(111), lookOn(fifth, 116, 7, 0.001).departure !== 'below'];
    };
    // Seldom as it is, two days at half the mean can still be as many as usual: 45 and 47 of 68 and 61.
    expect(missed(-671_380_019)).toEqual([true, false]);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const all = Array.from({ length: 400 }, (_, at) => missed(seed + at * 7919));
        const count = (which: 0 | 1): number => all.filter((one) => one[which]).length;
        // Of 20,000, 128 halves and 7 fifths were missed: of 400, chances of more than these are below 1e-8.
        expect(count(0)).toBeLessThanOrEqual(16);
        expect(count(1)).toBeLessThanOrEqual(5);
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  it('knows the season of the year once two years are known', () => {
    const wave = (day: number, usual: number) => usual * Math.exp(0.7 * Math.sin((2 * Math.PI * day) / 365.2425));
    const series = random(11, 1200, 80, wave);
    const last = Array.from({ length: 100 }, (_, at) => lookOn(series, 900 + 3 * at, 7, 0.01));
    const off = last.map(({ expected }, at) => {
      const days = Array.from({ length: 7 }, (_, back) => 900 + 3 * at - back);
      const true_ = days.reduce((sum, day) => sum + wave(day, 80 * (WEEK[weekdayOf(20_000 + day)] as number)), 0);
      return Math.abs(expected / true_ - 1);
    });
    expect(Math.max(...off)).toBeLessThan(0.12);
    expect(last.filter(({ departure }) => departure).length).toBeLessThan(4);
  }, 60_000);

  it('an odd week does not teach the next: days far off count less', () => {
    const calm = random(5, 120, 50);
    const odd = {
      ...calm,
      counts: Array.from(calm.counts, (count, at) => (at === 70 || at === 71 ? count * 6 : count)),
    };
    const [one, other] = [lookOn(calm, 119, 1, 0.01), lookOn(odd, 119, 1, 0.01)];
    expect(Math.abs(other.expected / one.expected - 1)).toBeLessThan(0.12);
  });

  it('what never happens on Sundays is usual, and once is not yet odd', () => {
    const series = random(3, 120, 100, (day, usual) => (weekdayOf(20_000 + day) === 6 ? 0 : usual));
    const sunday = [113, 114, 115, 116, 117, 118, 119].find((day) => weekdayOf(20_000 + day) === 6) as number;
    const look = lookOn(series, sunday, 1, 1e-4);
    expect(look).toMatchObject({ observed: 0, low: 0, departure: null });
    expect(look.expected).toBeLessThan(1);
    expect(look.high).toBeGreaterThan(0);
  });

  it('says so where there is too little: few days, few events, nobody it could happen to', () => {
    expect(learnUsual(random(1, 27, 50), 27)).toMatchObject({ is: 'tooLittle', days: 27 });
    const none = { firstDay: 20_000, counts: Array.from({ length: 100 }, () => 0) };
    expect(learnUsual(none, 90)).toEqual({ is: 'tooLittle', days: 84, events: 0 });
    const nobody = { ...random(1, 100, 50), exposure: Array.from({ length: 100 }, () => 0) };
    expect(learnUsual(nobody, 90)).toMatchObject({ is: 'tooLittle', days: 0 });
  });

  it('a rate is judged by how many it could happen to', () => {
    const exposure = Array.from({ length: 120 }, (_, at) => (at < 100 ? 1000 : 3000));
    const counts = exposure.map((people) => people / 50);
    const look = lookOn({ firstDay: 20_000, counts, exposure }, 110, 1, 0.01);
    expect(look.expected).toBeCloseTo(60, 6);
    expect(look.departure).toBeNull();
  });
});

describe('[USUAL-2] how many more or fewer stand in a stage', () => {
  it('departs no more often than the level says, also where few come and go', () => {
    for (const mean of [0.2, 2, 30]) {
      const [came, went] = [random(77 + mean, 491, mean), random(991 + mean, 491, mean)];
      let outside = 0;
      for (let day = 91; day < 491; day++) {
        const forecasts = [came, went].map((series) => {
          const usual = learnUsual(series, day - APART + 1);
          return usual.is === 'usual' ? usual.foretell(day, 1) : { expected: mean, variance: mean };
        });
        const change = (came.counts[day] as number) - (went.counts[day] as number);
        const look = lookAtChange(
          { came: forecasts[0] as { expected: number; variance: number }, went: forecasts[1] as never },
          change,
          0.01,
        );
        outside += look.departure ? 1 : 0;
      }
      expect(outside).toBeLessThanOrEqual(8);
    }
  }, 60_000);
});

describe('[ALERT-2] one alert per departure', () => {
  const at = (departure: Look['departure'], inner = departure === null): Looked['day'] & { inner: boolean } => ({
    ...{ observed: 0, expected: 0, low: 0, high: 0, departure, inner },
  });
  const looked = (day: ReturnType<typeof at>, week: ReturnType<typeof at>): Looked => ({
    ...{ day, week, inner: { day: day.inner, week: week.inner } },
  });
  const run = (days: readonly Looked[]) => {
    let watch = CALM;
    const told: string[] = [];
    for (const [day, one] of days.entries()) {
      const next = watchDay(watch, one, day);
      watch = next.watch;
      for (const turn of next.turns) told.push(`${turn} ${day}`);
    }
    return { watch, told };
  };
  const usual = looked(at(null), at(null));
  const spike = looked(at('above'), at('above'));
  const after = looked(at(null), at('above'));

  it('a spike is told once, also while the week still holds it', () => {
    const { watch, told } = run([spike, after, after, after, after, after, after, usual, usual, usual, usual]);
    expect(told).toEqual(['opened 0', 'closed 3']);
    expect(watch.status).toBe('calm');
  });

  it('at the edge it does not flap: a day between the ranges neither closes nor opens', () => {
    const between = looked(at(null, false), at(null));
    expect(run([spike, usual, usual, between, usual, between, usual, spike, usual]).told).toEqual(['opened 0']);
  });

  it('a lasting shift is told once, and becomes the usual', () => {
    const { watch, told } = run(Array.from({ length: 60 }, (_, day) => (day < 40 ? spike : usual)));
    expect(told.slice(0, 2)).toEqual(['opened 0', 'settled 35']);
    expect(watch.usualFrom).toBe(0);
  });

  it('what turns from above to below is another departure', () => {
    const drop = looked(at('below'), at(null));
    expect(run([spike, drop]).told).toEqual(['opened 0', 'closed 1', 'opened 1']);
  });
});
