import type { CompiledTrack, Hearing, Listening, Program } from '../definitions/program.js';
import { type Fact, isIdentify } from '../interaction/fact.js';
import { compareBytes } from '../interaction/order.js';
import type { Marks } from '../rule/marks.js';
import { advanceBefore, takeStockOf } from './advance.js';
import { type Emit, evaluate, leafDue, leafHolds, nextSilence } from './evaluate.js';
import { foldMoments } from './moments.js';
import { type PoolChange, takePool } from './pool.js';
import { refreshReferences } from './refresh.js';
import { type CustomerState, newStanding, type Standing } from './standing.js';

/** [PER-2] */
const MOST_VALUES = 32;

/** The customer did something: silences begin again, and those that held may hold no more. */
const breakSilence = (standing: Standing, now: number): void => {
  standing.active = now;
  if (!standing.hushed) return;
  standing.settled = false;
  standing.due = Math.min(standing.due, nextSilence(standing, now));
};

/** Something was done, for the first time since the floors. Only a mark that matters asks for an evaluation. */
const setMarks = (standing: Standing, wanted: Marks, time: number): void => {
  const { marks, floors, track } = standing;
  for (let word = 0; word < wanted.length; word++) {
    let fresh = (wanted[word] as number) & ~(marks[word] as number);
    if (fresh === 0) continue;
    for (let stage = 0; stage < floors.length; stage++) {
      if (time <= (floors[stage] as number)) fresh &= ~(track.marksOfStage[stage]?.[word] ?? 0);
    }
    marks[word] = (marks[word] as number) | fresh;
    if ((fresh & (track.marksThatMatter[standing.rank]?.[word] ?? 0)) !== 0) standing.settled = false;
  }
};

/** Counts an interaction in one leaf. Only a changed answer that matters asks for an evaluation. */
const takeLeaf = (standing: Standing, at: number, fact: Fact): void => {
  const placed = standing.track.leaves[at];
  if (!placed || fact.time <= (standing.floors[placed.stage] ?? Number.NEGATIVE_INFINITY)) return;
  const state = standing.leaves[at] as never;
  const next = placed.leaf.take(state, fact);
  if (next === state) return;
  const matters = standing.track.matters[standing.rank]?.[at] ?? false;
  const held = matters && standing.settled && leafHolds(standing, at, fact.time);
  standing.leaves[at] = next;
  if (!matters) return;
  if (standing.settled && leafHolds(standing, at, fact.time) !== held) standing.settled = false;
  standing.due = Math.min(standing.due, leafDue(standing, at, fact.time));
};

/** Counts one interaction in a standing's accumulators. */
const take = (standing: Standing, fact: Fact, listening: Listening | undefined): void => {
  // silences of any kind are not pooled
  if (!fact.outbound && !standing.track.pooled) breakSilence(standing, fact.time);
  if (standing.track.readsTraits && isIdentify(fact)) standing.settled = false;
  if (!listening) return;
  setMarks(standing, listening.marks, fact.time);
  for (const at of listening.leaves) takeLeaf(standing, at, fact);
};

/** One evaluation at the most: a model moves once at one instant [STAGE-1]; where all is evaluated once, time's own changes are included [SEG-3]. */
const judge = (standing: Standing, now: number, facts: readonly Fact[], emit: Emit): void => {
  standing.instant = now;
  if (standing.track.once && standing.due <= now) {
    standing.settled = false;
    standing.due = Number.NEGATIVE_INFINITY;
  }
  if (standing.settled && !standing.nudged) return;
  if (standing.track.once || standing.last?.at !== now) evaluate(standing, now, facts, emit);
  else standing.nudged = false;
};

/** [PER-4] The `per` value an interaction carries, as text; null when it carries none, as an identify call always does. */
const valueOf = (per: string, fact: Fact): string | null => {
  if (isIdentify(fact)) return null;
  const value = fact.values?.[per];
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
};

/** [PER-2] The value longest untouched by an interaction of its own makes room. */
const withRoom = (standings: readonly Standing[]): readonly Standing[] => {
  if (standings.length < MOST_VALUES) return standings;
  const oldest = standings.reduce((a, b) =>
    b.own < a.own || (b.own === a.own && compareBytes(b.value, a.value) < 0) ? b : a,
  );
  return standings.filter((standing) => standing !== oldest);
};

const standingOf = (state: CustomerState, track: CompiledTrack, index: number, value: string): Standing => {
  const standings = state.standings[index] as readonly Standing[];
  const known = standings.find((standing) => standing.value === value);
  if (known) return known;
  const made = newStanding(track, state.common, value);
  state.standings[index] = [...withRoom(standings), made];
  return made;
};

const foldTraits = ({ program, common }: CustomerState, fact: Fact): void => {
  if (!isIdentify(fact) || fact.values === null) return;
  for (const [index, { name, test }] of program.traits.entries()) {
    const known = common.traits[index];
    if (!known || !Object.hasOwn(fact.values, name)) continue;
    const value = fact.values[name] ?? undefined;
    const holds = test(value);
    common.traits[index] = { value, holds, since: holds && !known.holds ? fact.time : known.since };
  }
};

/** Looks at a track at the next chance, whatever is heard. */
const callFor = (state: CustomerState, track: number): Standing => {
  if (!state.restless.includes(track)) state.restless.push(track);
  return standingOf(state, state.program.tracks[track] as CompiledTrack, track, '');
};

/** [SEG-1] What segments share counts the interactions of one instant before any of them is looked at. */
const foldPool = (state: CustomerState, facts: readonly Fact[]): void => {
  const { pool } = state.program;
  if (pool.listening.size === 0) return;
  const change: PoolChange = {
    turned: (track) => {
      callFor(state, track).settled = false;
    },
    sooner: (track, due) => {
      const [standing] = state.standings[track] as readonly Standing[];
      if (!standing) callFor(state, track);
      else if (due < standing.due) {
        standing.due = due;
        state.due = Math.min(state.due, due);
      }
    },
  };
  for (const fact of facts) takePool(pool, state.common.pool, fact, change);
};

/** The interactions of one instant, each with what it does on every track, and on which it may do something at all. */
interface Instant {
  readonly now: number;
  readonly facts: readonly Fact[];
  readonly heard: readonly (readonly (Listening | undefined)[] | undefined)[];
  readonly hearing: readonly Hearing[];
  readonly emit: Emit;
}

/** [PER-3] An interaction counts for the value it carries, created at need, or for all the customer has. */
const foldValues = (
  state: CustomerState,
  track: CompiledTrack,
  index: number,
  per: string,
  { now, facts, heard, emit }: Instant,
): void => {
  const touched = new Map<Standing, readonly Fact[]>();
  for (const [place, fact] of facts.entries()) {
    const value = valueOf(per, fact);
    const concerned =
      value === null ? (state.standings[index] as readonly Standing[]) : [standingOf(state, track, index, value)];
    for (const standing of concerned) {
      if (value !== null) standing.own = fact.time;
      take(standing, fact, heard[place]?.[index]);
      touched.set(standing, [...(touched.get(standing) ?? []), fact]);
    }
  }
  const standings = state.standings[index] as readonly Standing[];
  for (const standing of standings) {
    const isCalled = standing.nudged || (track.once && standing.due <= now);
    if (isCalled && !touched.has(standing)) touched.set(standing, facts);
  }
  for (const [standing, counted] of touched) if (standings.includes(standing)) judge(standing, now, counted, emit);
};

/** Whether interactions of this instant do anything on a track. */
const hears = (index: number, { hearing }: Instant): boolean => {
  for (const { on } of hearing) if (on[index]) return true;
  return false;
};

const isDue = (standing: Standing, now: number): boolean => standing.nudged || standing.due <= now;

/** Whether nobody need stand on a track yet on which the customer does not. */
const isIdle = (track: CompiledTrack, index: number, instant: Instant): boolean => track.lazy && !hears(index, instant);

const foldTrack = (state: CustomerState, track: CompiledTrack, index: number, instant: Instant): void => {
  if (track.per !== null) {
    foldValues(state, track, index, track.per, instant);
    return;
  }
  const known = state.standings[index]?.[0];
  if (known ? known.settled && !isDue(known, instant.now) && !hears(index, instant) : isIdle(track, index, instant))
    return;
  const standing = known ?? standingOf(state, track, index, '');
  const { now, facts, heard, emit } = instant;
  for (let place = 0; place < facts.length; place++) take(standing, facts[place] as Fact, heard[place]?.[index]);
  if (track.kind === 'moment') foldMoments(state, standing, facts, emit);
  else judge(standing, now, facts, emit);
};

/** The tracks, ascending, on which interactions of one instant may do something: all where time alone may, too. */
const tracksToLookAt = ({ program, due, restless }: CustomerState, { now, hearing }: Instant): readonly number[] => {
  if (due <= now) return program.everywhere;
  const [first] = hearing as readonly [Hearing];
  if (hearing.length === 1 && restless.every((index) => first.on[index])) return first.tracks;
  return [...new Set([...hearing.flatMap(({ tracks }) => tracks), ...restless])].sort((a, b) => a - b);
};

/** [REF-2] All tracks, one after the other. */
const foldFew = (state: CustomerState, instant: Instant): void => {
  const { tracks, references } = state.program;
  for (let index = 0; index < tracks.length; index++) {
    foldTrack(state, tracks[index] as CompiledTrack, index, instant);
    if (references.length > 0) refreshReferences(state, index, instant.now);
  }
  state.due = Number.NEGATIVE_INFINITY;
};

const lookAt = (state: CustomerState, index: number, instant: Instant): void => {
  foldTrack(state, state.program.tracks[index] as CompiledTrack, index, instant);
  takeStockOf(state, index);
};

/** [REF-2] Track by track, so that what asks sees what it asks as it is now; an answer that changes calls for a look at those who ask. */
const foldAsking = (state: CustomerState, instant: Instant): void => {
  const looked = new Set(tracksToLookAt(state, instant));
  for (const index of state.program.everywhere) {
    if (looked.has(index) || state.restless.includes(index)) lookAt(state, index, instant);
    refreshReferences(state, index, instant.now);
  }
};

/** [STAGE-1] Folds the interactions of one instant, in order: due instants first, then all of them, then one evaluation a track. */
export const foldInstant = (program: Program, state: CustomerState, facts: readonly Fact[], emit: Emit): void => {
  const now = facts[0]?.time ?? 0;
  advanceBefore(state, now, emit);
  state.instant = now;
  for (const fact of facts) foldTraits(state, fact);
  foldPool(state, facts);
  const heard = facts.map(({ event }) => program.listening.get(event));
  const hearing = facts.map(({ event }) => program.hearing.get(event) ?? program.hearingAll);
  const instant: Instant = { now, facts, heard, hearing, emit };
  if (program.isSmall) foldFew(state, instant);
  else if (program.references.length > 0) foldAsking(state, instant);
  else for (const index of tracksToLookAt(state, instant)) lookAt(state, index, instant);
};

/** Folds interactions in order, instant by instant. They must be sorted and follow everything folded before. */
export const foldFacts = (program: Program, state: CustomerState, facts: readonly Fact[], emit: Emit): void => {
  let start = 0;
  while (start < facts.length) {
    const time = facts[start]?.time;
    let end = start + 1;
    while (end < facts.length && facts[end]?.time === time) end++;
    foldInstant(program, state, end - start === facts.length ? facts : facts.slice(start, end), emit);
    start = end;
  }
};
