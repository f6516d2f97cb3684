import { type Fact, isIdentify } from '../interaction/fact.js';
import { compareBytes } from '../interaction/order.js';
import type { CompiledModel, Listening, Program } from '../lifecycle/compile.js';
import type { Marks } from '../rule/marks.js';
import { type Emit, evaluate, leafDue, leafHolds, nextDue, nextSilence } from './evaluate.js';
import { type CustomerState, newStanding, type Standing } from './standing.js';

/** [PER-2] */
const MOST_VALUES = 32;

/** Applies the due instants at or before `now`, in order. */
const advanceStanding = (standing: Standing, now: number, emit: Emit): void => {
  while (standing.due <= now) {
    const due = nextDue(standing);
    if (due > now) {
      standing.due = due;
      return;
    }
    standing.instant = due;
    standing.due = Number.NEGATIVE_INFINITY;
    evaluate(standing, due, [], emit);
  }
};

/** The customer did something: silences begin again, and those that held may hold no more. */
const breakSilence = (standing: Standing, now: number): void => {
  standing.active = now;
  if (!standing.hushed) return;
  standing.settled = false;
  standing.due = Math.min(standing.due, nextSilence(standing, now));
};

/** Something was done, for the first time since the floors. Only a mark that matters asks for an evaluation. */
const setMarks = (standing: Standing, wanted: Marks, time: number): void => {
  const { marks, floors, model } = standing;
  for (let word = 0; word < wanted.length; word++) {
    let fresh = (wanted[word] as number) & ~(marks[word] as number);
    if (fresh === 0) continue;
    for (let stage = 0; stage < floors.length; stage++) {
      if (time <= (floors[stage] as number)) fresh &= ~(model.marksOfStage[stage]?.[word] ?? 0);
    }
    marks[word] = (marks[word] as number) | fresh;
    if ((fresh & (model.marksThatMatter[standing.rank]?.[word] ?? 0)) !== 0) standing.settled = false;
  }
};

/** Counts an interaction in one leaf. Only a changed answer that matters asks for an evaluation. */
const takeLeaf = (standing: Standing, at: number, fact: Fact): void => {
  const placed = standing.model.leaves[at];
  if (!placed || fact.time <= (standing.floors[placed.stage] ?? Number.NEGATIVE_INFINITY)) return;
  const state = standing.leaves[at] as never;
  const next = placed.leaf.take(state, fact);
  if (next === state) return;
  const matters = standing.model.matters[standing.rank]?.[at] ?? false;
  const held = matters && standing.settled && leafHolds(standing, at, fact.time);
  standing.leaves[at] = next;
  if (!matters) return;
  if (standing.settled && leafHolds(standing, at, fact.time) !== held) standing.settled = false;
  standing.due = Math.min(standing.due, leafDue(standing, at, fact.time));
};

/** Counts one interaction in a standing's accumulators. */
const take = (standing: Standing, fact: Fact, listening: Listening | undefined): void => {
  if (!fact.outbound) breakSilence(standing, fact.time);
  if (standing.model.readsTraits && isIdentify(fact)) standing.settled = false;
  if (!listening) return;
  setMarks(standing, listening.marks, fact.time);
  for (const at of listening.leaves) takeLeaf(standing, at, fact);
};

/** One evaluation at the most, and one movement at one instant. */
const judge = (standing: Standing, now: number, facts: readonly Fact[], emit: Emit): void => {
  standing.instant = now;
  if (!standing.settled && standing.last?.at !== now) evaluate(standing, now, facts, emit);
};

/** [PER-4] The `per` value an interaction carries, as text; null when it carries none, as an identify call always does. */
const valueOf = (per: string, fact: Fact): string | null => {
  if (isIdentify(fact)) return null;
  const value = fact.values?.[per];
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
};

/** [PER-2] The value longest untouched by an interaction of its own makes room. */
const makeRoom = (standings: Standing[]): void => {
  if (standings.length < MOST_VALUES) return;
  const oldest = standings.reduce((a, b) =>
    b.own < a.own || (b.own === a.own && compareBytes(b.value, a.value) < 0) ? b : a,
  );
  standings.splice(standings.indexOf(oldest), 1);
};

const standingOf = (state: CustomerState, model: CompiledModel, standings: Standing[], value: string): Standing => {
  const known = standings.find((standing) => standing.value === value);
  if (known) return known;
  makeRoom(standings);
  const made = newStanding(model, state.traits, value);
  standings.push(made);
  return made;
};

const foldTraits = (program: Program, state: CustomerState, fact: Fact): void => {
  if (!isIdentify(fact) || fact.values === null) return;
  for (const [index, { name, test }] of program.traits.entries()) {
    const known = state.traits[index];
    if (!known || !Object.hasOwn(fact.values, name)) continue;
    const value = fact.values[name] ?? undefined;
    const holds = test(value);
    state.traits[index] = { value, holds, since: holds && !known.holds ? fact.time : known.since };
  }
};

/** The interactions of one instant, each with what it does in every model. */
interface Instant {
  readonly now: number;
  readonly facts: readonly Fact[];
  readonly heard: readonly (readonly Listening[] | undefined)[];
  readonly emit: Emit;
}

/** [PER-3] An interaction counts for the value it carries, created at need, or for all the customer has. */
const foldValues = (
  state: CustomerState,
  model: CompiledModel,
  index: number,
  per: string,
  { now, facts, heard, emit }: Instant,
): void => {
  const standings = state.standings[index] as Standing[];
  const touched = new Map<Standing, Fact[]>();
  for (const [place, fact] of facts.entries()) {
    const value = valueOf(per, fact);
    const concerned = value === null ? standings : [standingOf(state, model, standings, value)];
    for (const standing of concerned) {
      if (value !== null) standing.own = fact.time;
      take(standing, fact, heard[place]?.[index]);
      const counted = touched.get(standing);
      if (counted) counted.push(fact);
      else touched.set(standing, [fact]);
    }
  }
  for (const [standing, counted] of touched) if (standings.includes(standing)) judge(standing, now, counted, emit);
};

const foldModel = (state: CustomerState, model: CompiledModel, index: number, instant: Instant): void => {
  if (model.per !== null) {
    foldValues(state, model, index, model.per, instant);
    return;
  }
  const standings = state.standings[index] as Standing[];
  const standing = standings[0] ?? standingOf(state, model, standings, '');
  const { now, facts, heard, emit } = instant;
  for (let place = 0; place < facts.length; place++) take(standing, facts[place] as Fact, heard[place]?.[index]);
  judge(standing, now, facts, emit);
};

/** [STAGE-1] Folds the interactions of one instant, in order: due instants first, then all of them, then one evaluation a model. */
export const foldInstant = (program: Program, state: CustomerState, facts: readonly Fact[], emit: Emit): void => {
  const now = facts[0]?.time ?? 0;
  advanceState(state, now, emit);
  state.instant = now;
  for (const fact of facts) foldTraits(program, state, fact);
  const instant: Instant = { now, facts, heard: facts.map(({ event }) => program.listening.get(event)), emit };
  for (let index = 0; index < program.models.length; index++) {
    foldModel(state, program.models[index] as CompiledModel, index, instant);
  }
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

/** Applies every due instant at or before `now` on all models. */
export const advanceState = (state: CustomerState, now: number, emit: Emit): void => {
  for (const standings of state.standings) {
    for (const standing of standings) if (standing.due <= now) advanceStanding(standing, now, emit);
  }
};

/** The newest instant folded on any model; what comes at or before it is late. */
export const instantOf = (state: CustomerState): number => {
  let { instant } = state;
  for (const values of state.standings) for (const standing of values) instant = Math.max(instant, standing.instant);
  return instant;
};
