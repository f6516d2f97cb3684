import { type Fact, isIdentify } from '../interaction/fact.js';
import { compareBytes } from '../interaction/order.js';
import type { CompiledModel, Program } from '../lifecycle/compile.js';
import { type Emit, evaluate, nextDue, type Scene } from './evaluate.js';
import { type CustomerState, newStanding, type Standing } from './standing.js';

/** [PER-2] */
const MOST_VALUES = 32;

/** Applies the due instants at or before `now`, in order. */
export const advanceStanding = (scene: Scene, now: number, emit: Emit): void => {
  const { standing } = scene;
  while (standing.due <= now) {
    const due = nextDue(scene);
    if (due > now) {
      standing.due = due;
      return;
    }
    standing.instant = due;
    standing.due = Number.NEGATIVE_INFINITY;
    evaluate(scene, due, [], emit);
  }
};

/** Counts one interaction in a standing's accumulators. */
const take = ({ model, standing }: Scene, fact: Fact): void => {
  if (!fact.outbound) {
    standing.active = fact.time;
    if (standing.hushed) {
      standing.settled = false;
      standing.due = Number.NEGATIVE_INFINITY;
    }
  }
  if (model.readsTraits && isIdentify(fact)) standing.settled = false;
  for (const at of model.byEvent.get(fact.event) ?? []) {
    const placed = model.leaves[at];
    if (!placed || fact.time <= (standing.floors[placed.stage] ?? Number.NEGATIVE_INFINITY)) continue;
    const state = standing.leaves[at] as never;
    const next = placed.leaf.take(state, fact);
    if (next === state) continue;
    standing.leaves[at] = next;
    standing.settled = false;
    standing.due = Number.NEGATIVE_INFINITY;
  }
};

/** [PER-4] The `per` value an interaction carries, as text; null when it carries none, as an identify call always does. */
const valueOf = (model: CompiledModel, fact: Fact): string | null => {
  if (model.per === null) return '';
  if (isIdentify(fact)) return null;
  const value = fact.values?.[model.per];
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
};

/** [PER-2] The value longest untouched by an interaction of its own makes room. */
const makeRoom = (standings: Standing[]): void => {
  if (standings.length < MOST_VALUES) return;
  const oldest = standings.reduce((a, b) => (b.own < a.own || (b.own === a.own && compareBytes(b.value, a.value) < 0) ? b : a));
  standings.splice(standings.indexOf(oldest), 1);
};

/** [PER-3] The standings an interaction counts for: its value's, created at need, or all. */
const standingsFor = (model: CompiledModel, standings: Standing[], fact: Fact): readonly Standing[] => {
  const value = valueOf(model, fact);
  if (value === null) return standings;
  let standing = standings.find((known) => known.value === value);
  if (!standing) {
    makeRoom(standings);
    standing = newStanding(model, value);
    standings.push(standing);
  }
  standing.own = fact.time;
  return [standing];
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

const foldModel = (state: CustomerState, model: CompiledModel, standings: Standing[], facts: readonly Fact[], emit: Emit) => {
  const now = facts[0]?.time ?? 0;
  const touched = new Map<Standing, Fact[]>();
  for (const fact of facts) {
    for (const standing of standingsFor(model, standings, fact)) {
      take({ model, standing, traits: state.traits }, fact);
      const counted = touched.get(standing);
      if (counted) counted.push(fact);
      else touched.set(standing, [fact]);
    }
  }
  for (const [standing, counted] of touched) {
    standing.instant = now;
    if (!standing.settled && standing.last?.at !== now && standings.includes(standing)) {
      evaluate({ model, standing, traits: state.traits }, now, counted, emit);
    }
  }
};

/** [STAGE-1] Folds the interactions of one instant, in order: due instants first, then all of them, then one evaluation a model. */
export const foldInstant = (program: Program, state: CustomerState, facts: readonly Fact[], emit: Emit): void => {
  const now = facts[0]?.time ?? 0;
  advanceState(program, state, now, emit);
  state.instant = now;
  for (const fact of facts) foldTraits(program, state, fact);
  program.models.forEach((model, index) => foldModel(state, model, state.standings[index] ?? [], facts, emit));
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
export const advanceState = (program: Program, state: CustomerState, now: number, emit: Emit): void => {
  program.models.forEach((model, index) => {
    for (const standing of state.standings[index] ?? []) advanceStanding({ model, standing, traits: state.traits }, now, emit);
  });
};

/** The newest instant folded on any model; what comes at or before it is late. */
export const instantOf = (state: CustomerState): number => {
  let { instant } = state;
  for (const values of state.standings) for (const standing of values) instant = Math.max(instant, standing.instant);
  return instant;
};
