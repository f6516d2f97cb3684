import type { CompiledTrack } from '../definitions/program.js';
import { type Emit, evaluate, nextDue } from './evaluate.js';
import { refreshReferences } from './refresh.js';
import type { CustomerState, Standing } from './standing.js';

const never = Number.POSITIVE_INFINITY;
const unknown = Number.NEGATIVE_INFINITY;

/** Up to which instant due instants are applied: of what moves by time before interactions do, and of what is evaluated once. */
interface Until {
  readonly free: number;
  readonly once: number;
}
const untilOf = (track: CompiledTrack, { free, once }: Until): number => (track.once ? once : free);

/** The due instant at or before `until`, exactly; Infinity when there is none. */
const dueBy = (standing: Standing, until: number): number => {
  if (standing.due > until) return never;
  standing.due = nextDue(standing);
  return standing.due > until ? never : standing.due;
};

const evaluateAt = (state: CustomerState, standing: Standing, at: number, emit: Emit): void => {
  state.instant = Math.max(state.instant, at);
  standing.instant = at;
  standing.due = unknown;
  evaluate(standing, at, [], emit);
};

/** Applies the due instants of one standing, which asks nothing of others, in order. */
const advanceAlone = (state: CustomerState, standing: Standing, until: number, emit: Emit): void => {
  for (let at = dueBy(standing, until); at !== never; at = dueBy(standing, until))
    evaluateAt(state, standing, at, emit);
};

/** The first instant at which time alone changes something anywhere. */
const earliest = ({ program, standings, common }: CustomerState, until: Until): number => {
  let due = never;
  for (const [index, track] of program.tracks.entries()) {
    const last = untilOf(track, until);
    for (const standing of standings[index] as readonly Standing[]) due = Math.min(due, dueBy(standing, last));
    for (const at of program.askedOf[index] ?? []) {
      const turns = common.references[at]?.until ?? never;
      if (turns <= last) due = Math.min(due, turns);
    }
  }
  return due;
};

/** [REF-2] One instant on all tracks in their order, so that what asks sees what it asks as it is then. */
const stepAt = (state: CustomerState, at: number, until: Until, emit: Emit): void => {
  // an answer that turned makes whatever comes before it late
  state.instant = Math.max(state.instant, at);
  for (const [index, track] of state.program.tracks.entries()) {
    if (at > untilOf(track, until)) continue;
    for (const standing of state.standings[index] as readonly Standing[])
      if (standing.due === at || standing.nudged) evaluateAt(state, standing, at, emit);
    refreshReferences(state, index, at);
  }
};

const advanceEach = (state: CustomerState, until: Until, emit: Emit): void => {
  const { program, standings } = state;
  for (let index = 0; index < standings.length; index++) {
    const last = untilOf(program.tracks[index] as CompiledTrack, until);
    for (const standing of standings[index] as readonly Standing[])
      if (standing.due <= last) advanceAlone(state, standing, last, emit);
  }
};

/** Whether a track is to be looked at at the next instant, whatever is heard then. */
const isRestless = (track: CompiledTrack, standings: readonly Standing[]): boolean => {
  for (const { settled, nudged } of standings) if (!settled || nudged) return true;
  return standings.length === 0 && !track.lazy;
};

const dueFirst = (state: CustomerState, standings: readonly Standing[]): void => {
  for (const standing of standings) {
    if (standing.due === unknown) standing.due = nextDue(standing);
    state.due = Math.min(state.due, standing.due);
  }
};

/** Works out what is due first, and where something is left to be looked at, from all standings. */
export const takeStock = (state: CustomerState): void => {
  const { program, standings, common, restless } = state;
  state.due = never;
  restless.length = 0;
  for (const { until } of common.references) state.due = Math.min(state.due, until);
  for (let index = 0; index < standings.length; index++) {
    const own = standings[index] as readonly Standing[];
    dueFirst(state, own);
    if (isRestless(program.tracks[index] as CompiledTrack, own)) restless.push(index);
  }
};

/** The same after one track was looked at. */
export const takeStockOf = (state: CustomerState, index: number): void => {
  const { program, restless } = state;
  const standings = state.standings[index] as readonly Standing[];
  dueFirst(state, standings);
  const known = restless.indexOf(index);
  const is = isRestless(program.tracks[index] as CompiledTrack, standings);
  if (is && known === -1) restless.push(index);
  if (!is && known !== -1) restless.splice(known, 1);
};

const advanceUntil = (state: CustomerState, until: Until, emit: Emit): void => {
  if (state.due > until.free) return;
  const { program } = state;
  if (program.references.length === 0) advanceEach(state, until, emit);
  else for (let at = earliest(state, until); at !== never; at = earliest(state, until)) stepAt(state, at, until, emit);
  if (program.isSmall) state.due = unknown;
  else takeStock(state);
};

/** Applies every due instant at or before `now` on all tracks. */
export const advanceState = (state: CustomerState, now: number, emit: Emit): void =>
  advanceUntil(state, { free: now, once: now }, emit);

/** [ORDER-4] [SEG-3] What interactions at `now` find: models as of now, what is evaluated once at an instant as of just before. */
export const advanceBefore = (state: CustomerState, now: number, emit: Emit): void =>
  advanceUntil(state, { free: now, once: now - 1 }, emit);
