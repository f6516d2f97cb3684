/** Of those who had stood for `time`: how many had the event then, and how many were seen no longer (censored). */
export interface Tally {
  readonly time: number;
  readonly events: number;
  readonly censored: number;
}
/** The curve from one time on: `survival` is the share expected not to have had the event by then, with its interval. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  /** Greenwood's standard error of `survival`; null where the last of those at risk had the event. */
  readonly error: number | null;
  /** The 95 % interval, by the log-log transformation; null where it is not defined: before the first event, and at 0. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

const gathered = (tallies: Iterable<Tally>): Tally[] => {
  const times = new Map<number, Tally>();
  for (const { time, events, censored } of tallies) {
    const known = times.get(time);
    times.set(time, {
      time,
      events: events + (known?.events ?? 0),
      censored: censored + (known?.censored ?? 0),
    });
  }
  return [...times.values()].filter(({ events, censored }) => events + censored > 0).sort((a, b) => a.time - b.time);
};

const intervalOf = (survival: number, sum: number): Pick<SurvivalStep, 'error' | 'low' | 'high'> => {
  if (survival === 0) return { error: null, low: null, high: null };
  const error = survival * Math.sqrt(sum);
  if (sum === 0) return { error, low: null, high: null };
  const spread = Math.exp((Z * Math.sqrt(sum)) / Math.log(survival));
  return { error, low: survival ** (1 / spread), high: survival ** spread };
};

/**
 * The product-limit estimator S(t) = Π (1 − dᵢ/nᵢ) over the times tᵢ ≤ t of events (Kaplan & Meier, Journal of the American
 * Statistical Association 53, 1958), Greenwood's variance S² Σ dᵢ/(nᵢ(nᵢ − dᵢ)), and the pointwise interval S^exp(±z·√Σ/ln S)
 * (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2002, 1.4). Of equal times events come before
 * censorings. One step per different time, in order; tallies of equal times are added.
 */
export const kaplanMeier = (tallies: Iterable<Tally>): SurvivalStep[] => {
  const times = gathered(tallies);
  let atRisk = times.reduce((sum, { events, censored }) => sum + events + censored, 0);
  let survival = 1;
  let sum = 0;
  return times.map(({ time, events, censored }) => {
    const left = atRisk - events;
    const step = { time, atRisk, events, censored };
    survival *= left / atRisk;
    if (events > 0 && left > 0) sum += events / (atRisk * left);
    atRisk = left - censored;
    return { ...step, survival, ...intervalOf(survival, sum) };
  });
};
