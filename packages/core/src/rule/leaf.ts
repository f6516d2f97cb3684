import type { Fact } from '../interaction/fact.js';

/** What a leaf may know when asked: the instant, and from where its stage counts. */
export interface Moment {
  readonly now: number;
  /** [STAGE-3] Only what follows this instant counts; -Infinity before any fall. */
  readonly floor: number;
  /** Entry into the current stage when the leaf belongs to a leave clause, else -Infinity. */
  readonly entered: number;
  /** Newest interaction of the customer's own doing, -Infinity before any. */
  readonly active: number;
}

/**
 * One condition over a customer's history as an accumulator. States are plain JSON values.
 * `never` (Infinity) as next change means that time alone changes nothing.
 */
export interface Leaf<State> {
  /** Leaves of one key count the same from the same start on, whatever they then ask of it; null where none other does. */
  readonly countKey: string | null;
  /** The event it listens to; null for leaves that read no event (silence of any kind). */
  readonly events: readonly string[];
  readonly start: State;
  take(state: State, fact: Fact): State;
  holds(state: State, moment: Moment): boolean;
  /** The first instant after moment.now at which time alone changes what `holds` says. */
  nextChange(state: State, moment: Moment): number;
}

export const never = Number.POSITIVE_INFINITY;
export const noChange = (): number => never;

/** The first of the ascending instants after now at which the answer differs from now's. */
export const firstFlip = <State>(
  leaf: Pick<Leaf<State>, 'holds'>,
  state: State,
  moment: Moment,
  instants: readonly number[],
): number => {
  if (instants.length === 0) return never;
  const today = leaf.holds(state, moment);
  for (const instant of instants) {
    if (instant > moment.now && leaf.holds(state, { ...moment, now: instant }) !== today) return instant;
  }
  return never;
};

/** What a window holds, entries ascending by the end of what counts of each. */
interface Closing<Entry, Total> {
  readonly entries: readonly Entry[];
  readonly endOf: (entry: Entry) => number;
  /** Over all entries. */
  readonly total: Total;
  readonly without: (total: Total, entry: Entry) => Total;
  readonly verdict: (total: Total) => boolean;
}

/** The first instant after now at which the verdict differs from now's, the entries ending one after another: one pass. */
export const firstFlipAsTheyEnd = <Entry, Total>(
  { entries, endOf, total, without, verdict }: Closing<Entry, Total>,
  now: number,
): number => {
  let left = total;
  let today: boolean | undefined;
  for (const [at, entry] of entries.entries()) {
    const end = endOf(entry);
    if (end > now) today ??= verdict(left);
    left = without(left, entry);
    const next = entries[at + 1];
    const endsAlone = next === undefined || endOf(next) !== end;
    if (today !== undefined && endsAlone && verdict(left) !== today) return end;
  }
  return never;
};
