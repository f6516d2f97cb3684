import {
  addDuration,
  compareOrder,
  compileComparison,
  type Duration,
  type FunnelOrder,
  type Interaction,
  parseDuration,
  typeRank,
} from '@parcours/core';
import type { StepRule } from '../steps/readStep.js';

/** What a customer's best attempt came to. */
export interface Attempt {
  readonly depth: number;
  /** ms at which each step was done. */
  readonly times: readonly number[];
  /** The messageId of the last step done. */
  readonly last: string;
  /** The interaction the attempt began with. */
  readonly first: Interaction;
}

interface Asked {
  readonly steps: readonly StepRule[];
  readonly window: string;
  readonly zone: string;
  readonly order: FunnelOrder;
}

export const isMatch = (rule: StepRule, { event, properties }: Interaction): boolean => {
  if ('all' in rule) return rule.all.every((part) => isMatch(part, { event, properties } as Interaction));
  if ('any' in rule) return rule.any.some((part) => isMatch(part, { event, properties } as Interaction));
  const holds = (rule.where ?? []).every(({ property, ...comparison }) =>
    compileComparison(comparison)(properties[property]),
  );
  return rule.event === event && holds;
};

const inOrderOf = (history: readonly Interaction[]): Interaction[] =>
  [...history].sort((a, b) => compareOrder({ ...a, rank: typeRank(a.type) }, { ...b, rank: typeRank(b.type) }));

/** Places in the history, one for each step done, of the attempt that begins at one place: the next match of each next step. */
const attemptFrom = (
  history: readonly Interaction[],
  begin: number,
  end: number,
  { steps, order }: Asked,
): number[] => {
  const places = [begin];
  for (const rule of steps.slice(1)) {
    const last = places.at(-1) as number;
    const next = history.findIndex(
      (one, at) => at > last && isMatch(rule, one) && (order !== 'strict' || at === last + 1),
    );
    if (next === -1 || (history[next] as Interaction).time >= end) break;
    places.push(next);
  }
  return places;
};

interface Found {
  /** Places of the steps done. */
  readonly places: readonly number[];
  readonly end: number;
  readonly began: number;
}

/** [FUNNEL-5] The furthest, then the one that is first done, then the one whose window ends last, then the first. */
const best = (found: readonly Found[]): Found | undefined =>
  found.toSorted(
    (a, b) =>
      b.places.length - a.places.length ||
      Math.max(...a.places) - Math.max(...b.places) ||
      b.end - a.end ||
      a.began - b.began,
  )[0];

/** At each place, of the newest match of each step so far: how many of the first steps lie within one window, [FUNNEL-4]. */
const anyOrder = (history: readonly Interaction[], ends: readonly number[], { steps }: Asked): Found[] =>
  history.flatMap((one, at) => {
    const newest = steps.map((rule) => history.findLastIndex((other, place) => place <= at && isMatch(rule, other)));
    return steps.flatMap((_, step) => {
      const marks = newest.slice(0, step + 1);
      const began = Math.min(...marks);
      if (began < 0 || (ends[began] as number) <= one.time) return [];
      return [{ places: marks, end: ends[began] as number, began }];
    });
  });

/** A customer's best attempt by the rules of the specification, looked for one by one; null without any. */
export const referenceAttempt = (told: readonly Interaction[], asked: Asked): Attempt | null => {
  const history = inOrderOf(told);
  const window = parseDuration(asked.window) as Duration;
  const ends = history.map(({ time }) => addDuration(time, window, asked.zone));
  const found =
    asked.order === 'any'
      ? anyOrder(history, ends, asked)
      : history.flatMap((one, at) =>
          isMatch(asked.steps[0] as StepRule, one)
            ? [{ places: attemptFrom(history, at, ends[at] as number, asked), end: ends[at] as number, began: at }]
            : [],
        );
  const chosen = best(found);
  if (!chosen) return null;
  const reached = chosen.places.map((_, step) => Math.max(...chosen.places.slice(0, step + 1)));
  return {
    depth: chosen.places.length,
    times: reached.map((place) => (history[place] as Interaction).time),
    last: (history[reached.at(-1) as number] as Interaction).messageId,
    first: history[chosen.began] as Interaction,
  };
};
