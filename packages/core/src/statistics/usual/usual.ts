import { type DailyCounts, weekdayOf } from './dailyCounts.js';
import { fitQuasiPoisson, meanAt, type QuasiPoissonFit } from './quasiPoisson.js';
import { seasonOf } from './season.js';
import { countBounds, normalQuantile, studentQuantile } from './tails.js';

/** [USUAL-1] Days learnt from, at most and at least, and how often it must have happened in them. */
export const LEARNT = { most: 84, days: 28, events: 10 } as const;
/** [USUAL-1] The days before the one looked at that are not learnt from, so that what begins is not taken for usual. */
export const APART = 7;

export interface TooLittle {
  readonly is: 'tooLittle';
  readonly days: number;
  readonly events: number;
}
/** How many there were, are usual, and how few or many still are. */
export interface Look {
  readonly observed: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly departure: 'above' | 'below' | null;
}
export interface Forecast {
  readonly expected: number;
  readonly variance: number;
}
export interface Usual {
  readonly is: 'usual';
  /** What is expected of so many days together from one on (counted from the first), and its variance. */
  foretell(from: number, days: number): Forecast;
  /** The same with bounds that usual days cross with a probability of at most `level`, both sides together. */
  look(from: number, days: number, level: number): Look;
}

/** Counts enough for days of the week to be told apart, and days for a trend. */
const FOR_WEEKDAYS = 140;
const FOR_TREND = 56;
/** A trend is believed from this chance of seeing it where there is none. */
const TREND_TAIL = 0.005;
/** Anscombe residuals beyond it count less (Noufaily et al. 2013, 3.2). */
const OUTLYING = 2.58;

interface Design {
  readonly weekdays: boolean;
  readonly trend: boolean;
}

const rowOf = ({ weekdays, trend }: Design, day: number, middle: number): Float64Array => {
  const weekday = weekdayOf(day);
  const parts = weekdays ? [1, 2, 3, 4, 5, 6].map((at) => Number(weekday === at)) : [];
  return Float64Array.from([1, ...parts, ...(trend ? [(day - middle) / 28] : [])]);
};

const leverageOf = (row: Float64Array, { covariance }: QuasiPoissonFit): number =>
  row.reduce((sum, x, i) => sum + x * row.reduce((inner, y, j) => inner + y * (covariance[i]?.[j] as number), 0), 0);

/** Less weight for days far from what is expected: 1/s², so that one odd week does not teach the next (Farrington et al. 1996, 3.5). */
const weightsOf = (fit: QuasiPoissonFit, rows: readonly Float64Array[], counts: readonly number[]): number[] => {
  const dispersion = Math.max(1, fit.dispersion);
  const raw = rows.map((row, at) => {
    const [y, mean] = [counts[at] as number, fit.means[at] as number];
    const free = Math.sqrt(Math.max(0.05, 1 - mean * leverageOf(row, fit)));
    const residual =
      (1.5 / Math.sqrt(dispersion)) * ((Math.cbrt(y) ** 2 - Math.cbrt(mean) ** 2) / (mean ** (1 / 6) * free));
    return Math.abs(residual) > OUTLYING ? residual ** -2 : 1;
  });
  const scale = raw.length / raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight * scale);
};

interface Learnt {
  readonly days: readonly number[];
  readonly counts: readonly number[];
  readonly offsets: readonly number[];
}

const fitTo = ({ days, counts, offsets }: Learnt, design: Design, middle: number) => {
  const rows = days.map((day) => rowOf(design, day, middle));
  // Where something never happens on a day of the week there is no greatest likelihood: it is drawn towards the others.
  const never = design.weekdays && new Set(days.flatMap((day, at) => (counts[at] ? [weekdayOf(day)] : []))).size < 7;
  const data = { rows, counts, offsets, ridge: never ? 0.01 : 0 };
  const plain = fitQuasiPoisson({ ...data, weights: days.map(() => 1) });
  return plain && fitQuasiPoisson({ ...data, weights: weightsOf(plain, rows, counts) });
};

/** By how much days that follow each other deviate alike: the variance of a sum over that of independent days (Box, Jenkins & Reinsel 2008, 2.1). */
const alikeness = ({ means }: QuasiPoissonFit, { counts }: Learnt, days: number): number => {
  const rest = counts.map((count, at) => (count - (means[at] as number)) / Math.sqrt(means[at] as number));
  const held = rest.map((value) => Math.max(-3, Math.min(3, value)));
  const own = held.reduce((sum, value) => sum + value * value, 0);
  let sum = 1;
  for (let lag = 1; lag < days; lag++) {
    const shared = held.reduce((all, value, at) => all + value * (held[at + lag] ?? 0), 0);
    sum += 2 * (1 - lag / days) * (own > 0 ? shared / own : 0);
  }
  return Math.min(4, Math.max(1, sum));
};

const offsetOf = ({ exposure, firstDay }: DailyCounts, season: (day: number) => number, at: number): number =>
  season(firstDay + at) + (exposure ? Math.log(exposure[at] as number) : 0);

const learntFrom = (series: DailyCounts, season: (day: number) => number, from: number, until: number): Learnt => {
  const known = Array.from({ length: until - from }, (_, at) => from + at).filter(
    (at) => !series.exposure || (series.exposure[at] as number) > 0,
  );
  return {
    days: known.map((at) => series.firstDay + at),
    counts: known.map((at) => series.counts[at] as number),
    offsets: known.map((at) => offsetOf(series, season, at)),
  };
};

const fitted = (learnt: Learnt, middle: number) => {
  const total = learnt.counts.reduce((sum, count) => sum + count, 0);
  const weekdays = total >= FOR_WEEKDAYS;
  const level = () => ({ fit: fitTo(learnt, { weekdays, trend: false }, middle), design: { weekdays, trend: false } });
  if (learnt.days.length < FOR_TREND) return level();
  const design = { weekdays, trend: true };
  const fit = fitTo(learnt, design, middle);
  const last = (fit?.coefficients.length ?? 1) - 1;
  const error = fit ? Math.sqrt((fit.covariance[last]?.[last] as number) * Math.max(1, fit.dispersion)) : 0;
  const sure = fit && Math.abs(fit.coefficients[last] as number) > error * studentQuantile(TREND_TAIL, fit.freedom);
  return sure ? { fit, design } : level();
};

/**
 * [USUAL-1] What is usual on the days from `until` + APART on, learnt from at most LEARNT.most days before `until` and not before
 * `from`: a quasi-Poisson regression on days of the week, on a trend where there clearly is one, and on the season of the year where
 * two years are known; with days far from it counting less (Farrington, Andrews, Beale & Catchpole, JRSS A 159, 1996; Noufaily et al.,
 * Statistics in Medicine 32, 2013). Bounds are those of a negative binomial distribution whose variance takes in what is not known
 * exactly: the means, and by Student's t the dispersion.
 */
export const learnUsual = (series: DailyCounts, until: number, from = 0): Usual | TooLittle => {
  const begin = Math.max(0, from, until - LEARNT.most);
  const season = seasonOf(series, until);
  const learnt = learntFrom(series, season, Math.min(begin, until), until);
  const events = learnt.counts.reduce((sum, count) => sum + count, 0);
  const lacking: TooLittle = { is: 'tooLittle', days: learnt.days.length, events };
  if (learnt.days.length < LEARNT.days || events < LEARNT.events) return lacking;
  const middle = series.firstDay + (begin + until) / 2;
  const { fit, design } = fitted(learnt, middle);
  if (!fit) return lacking;
  const dispersion = Math.max(1, fit.dispersion);
  const foretell = (at: number, days: number): Forecast => {
    let expected = 0;
    const gradient = new Float64Array(fit.coefficients.length);
    for (let day = at; day < at + days; day++) {
      if (series.exposure && !((series.exposure[day] as number) > 0)) continue;
      const row = rowOf(design, series.firstDay + day, middle);
      const mean = meanAt(row, fit.coefficients, offsetOf(series, season, day));
      expected += mean;
      for (let i = 0; i < row.length; i++) gradient[i] = (gradient[i] as number) + mean * (row[i] as number);
    }
    const own = dispersion * expected * alikeness(fit, learnt, days);
    return { expected, variance: own + dispersion * leverageOf(gradient, fit) };
  };
  return {
    is: 'usual',
    foretell,
    look: (at, days, level) => {
      const { expected, variance } = foretell(at, days);
      const wider = (studentQuantile(level / 2, fit.freedom) / normalQuantile(level / 2)) ** 2;
      const spread = { mean: expected, dispersion: expected > 0 ? Math.max(1, (variance / expected) * wider) : 1 };
      const { low, high } = countBounds(spread, level / 2);
      let observed = 0;
      for (let day = at; day < at + days; day++) observed += series.counts[day] as number;
      const departure = observed > high ? 'above' : observed < low ? 'below' : null;
      return { observed, expected, low, high, departure };
    },
  };
};

/**
 * [USUAL-2] The same of a difference, of those who came and those who went, with the bounds of Bernstein's inequality (Boucheron,
 * Lugosi & Massart, Concentration Inequalities, 2013, 2.8): they hold whatever the two distributions, as long as one goes one by one.
 */
export const lookAtChange = (
  { came, went }: { readonly came: Forecast; readonly went: Forecast },
  observed: number,
  level: number,
): Look => {
  const expected = came.expected - went.expected;
  const odds = Math.log(2 / level);
  const spread = odds / 3 + Math.sqrt((odds / 3) ** 2 + 2 * odds * (came.variance + went.variance));
  const [low, high] = [Math.ceil(expected - spread), Math.floor(expected + spread)];
  return { observed, expected, low, high, departure: observed > high ? 'above' : observed < low ? 'below' : null };
};
