import type { SurvivalStep } from './kaplanMeier.js';

/** [PACE-4] How long somebody has been in a stage, against those who left it upwards. */
export const PACES = ['faster', 'typical', 'slower', 'stalled'] as const;
export type Pace = (typeof PACES)[number];

/** [PACE-3] Below this many stays that were left upwards nothing is said: nine of ten are to be told from all. */
export const ENOUGH_TO_TELL = 10;

/** Times in ms by which a quarter, a half, three quarters and nine tenths of those who ever left upwards had left. */
export interface PaceLimits {
  readonly quarter: number;
  readonly half: number;
  readonly threeQuarters: number;
  readonly nineTenths: number;
}

/** Sums of floating point must not push a share below the bound it is. */
const SLACK = 1e-9;

/** The first time by which this share of all who ever leave, as far as was seen, had left. */
const timeBy = (steps: readonly SurvivalStep[], share: number): number | null => {
  const left = 1 - (steps.at(-1)?.survival ?? 1);
  return steps.find(({ survival }) => 1 - survival >= share * left - SLACK)?.time ?? null;
};

/** [PACE-3] The limits of a curve; null where too few left upwards. */
export const paceLimits = (steps: readonly SurvivalStep[]): PaceLimits | null => {
  if (steps.reduce((sum, { events }) => sum + events, 0) < ENOUGH_TO_TELL) return null;
  const [quarter, half, threeQuarters, nineTenths] = [0.25, 0.5, 0.75, 0.9].map((share) => timeBy(steps, share));
  return { quarter, half, threeQuarters, nineTenths } as PaceLimits;
};

/**
 * [PACE-4] From when on (exclusive) and until when (inclusive), in ms in the stage, each word holds: (after, upTo]; `faster` begins
 * with the entry. The one place from which both readings and SQL take them.
 */
export const paceBounds = ({ quarter, threeQuarters, nineTenths }: PaceLimits): Record<Pace, [number, number]> => ({
  faster: [Number.NEGATIVE_INFINITY, quarter - 1],
  typical: [quarter - 1, threeQuarters],
  slower: [threeQuarters, nineTenths],
  stalled: [nineTenths, Number.POSITIVE_INFINITY],
});

/** [PACE-4] The pace of whoever has been in the stage for this long, in ms. */
export const paceOf = (limits: PaceLimits, elapsed: number): Pace => {
  const bounds = paceBounds(limits);
  return PACES.find((pace) => elapsed > bounds[pace][0] && elapsed <= bounds[pace][1]) ?? 'stalled';
};

/** Of a curve at most `most` steps, evenly over the share that left, with the first and the last: for a drawing. */
export const thinned = (steps: readonly SurvivalStep[], most: number): SurvivalStep[] => {
  if (steps.length <= most) return [...steps];
  const every = (steps.length - 1) / (most - 1);
  const kept = new Set(Array.from({ length: most }, (_, index) => Math.round(index * every)));
  return steps.filter((_, index) => kept.has(index));
};
