import type { Needs } from '../interaction/fact.js';
import { type Collector, type CompiledRule, compileRule, type TraitLeaf } from '../rule/compile.js';
import { type Leaf, noChange } from '../rule/leaf.js';
import { type Marks, marksOf } from '../rule/marks.js';
import type { Model } from './schema.js';

/** The stage (by index) whose rules ask, and whether a leave clause does. */
interface Place {
  readonly stage: number;
  readonly inLeave: boolean;
}
export interface PlacedLeaf extends Place {
  readonly leaf: Leaf<never>;
}
interface PlacedMark extends Place {
  readonly event: string;
}

/** What one event sets and counts in a model. */
export interface Listening {
  readonly marks: Marks;
  readonly leaves: readonly number[];
}

/** A way out of where a customer stands: into a higher stage, or by a clause of the stage they leave. */
export interface Move {
  readonly when: CompiledRule;
  /** The rank it leads to. */
  readonly to: number;
  readonly cycle: boolean;
  readonly rule: { readonly on: 'enter' } | { readonly on: 'leave'; readonly clause: number };
}

export interface CompiledStage {
  readonly id: string;
  readonly enter: Move;
  readonly leave: readonly Move[];
}

export interface CompiledModel {
  readonly id: string;
  readonly per: string | null;
  /** By rank − 1. */
  readonly stages: readonly CompiledStage[];
  readonly leaves: readonly PlacedLeaf[];
  /** What leaves and floors begin with. */
  readonly starts: readonly unknown[];
  readonly noFloors: readonly number[];
  /** How many marks there are. */
  readonly marks: number;
  /** By stage: the marks its rules ask for. */
  readonly marksOfStage: readonly Marks[];
  readonly readsTraits: boolean;
  /** By current rank: of the leaves that can move a customer from there, those whose answer time alone can change. */
  readonly timed: readonly (readonly number[])[];
  /** By current rank and leaf: whether it can move a customer from there. */
  readonly matters: readonly (readonly boolean[])[];
  /** By current rank: the marks that can. */
  readonly marksThatMatter: readonly Marks[];
  /** By current rank: of those, the ones that wait for silence of any kind. */
  readonly silences: readonly (readonly number[])[];
}

/** Models compiled together for one workspace; pure data and functions, shared by all customers. */
export interface Program {
  readonly models: readonly CompiledModel[];
  /** By event, then by model: what it does there. Events no rule names are absent. */
  readonly listening: ReadonlyMap<string, readonly Listening[]>;
  readonly traits: readonly TraitLeaf[];
  readonly needs: Needs;
}

interface Gathered {
  readonly traits: TraitLeaf[];
  readonly byEvent: Map<string, Set<string>>;
}

/** What the rules of one model register while they compile. */
interface Registered {
  readonly leaves: PlacedLeaf[];
  readonly marks: PlacedMark[];
}

const collectorInto = (
  { leaves, marks }: Registered,
  gathered: Gathered,
  stage: number,
  inLeave: boolean,
): Collector => ({
  leaf: (leaf) => leaves.push({ leaf, stage, inLeave }) - 1,
  mark: (event) => {
    const known = marks.findIndex((mark) => mark.event === event && mark.stage === stage && mark.inLeave === inLeave);
    return known === -1 ? marks.push({ event, stage, inLeave }) - 1 : known;
  },
  trait: (trait) => gathered.traits.push(trait) - 1,
  need: (event, path) => {
    const paths = gathered.byEvent.get(event) ?? new Set();
    gathered.byEvent.set(event, paths.add(path));
  },
});

const indexesOf = <Value>(values: readonly Value[], test: (value: Value) => boolean): number[] =>
  values.flatMap((value, at) => (test(value) ? [at] : []));

const compileStage = (
  model: Model,
  index: number,
  zone: string,
  registered: Registered,
  gathered: Gathered,
): CompiledStage => {
  const stage = model.stages[index] as Model['stages'][number];
  const inLeave = collectorInto(registered, gathered, index, true);
  return {
    id: stage.id,
    enter: {
      when: compileRule(stage.enter, zone, collectorInto(registered, gathered, index, false)),
      to: index + 1,
      cycle: false,
      rule: { on: 'enter' },
    },
    leave: stage.leave.map((clause, at): Move => {
      const to = model.stages.findIndex(({ id }) => id === clause.to) + 1;
      if (to === 0) throw new RangeError(`stage "${stage.id}" leaves to "${clause.to}", which does not exist`);
      const rule = { on: 'leave', clause: at } as const;
      return { when: compileRule(clause.when, zone, inLeave), to, cycle: clause.kind === 'cycle', rule };
    }),
  };
};

const listeningOf = ({ leaves, marks }: Registered, event: string): Listening => ({
  marks: marksOf(indexesOf(marks, (mark) => mark.event === event)),
  leaves: indexesOf(leaves, ({ leaf }) => leaf.events.includes(event)),
});

interface Compiled {
  readonly model: CompiledModel;
  readonly registered: Registered;
}

const compileModel = (model: Model, zone: string, gathered: Gathered): Compiled => {
  const registered: Registered = { leaves: [], marks: [] };
  const stages = model.stages.map((_, index) => compileStage(model, index, zone, registered, gathered));
  const { leaves, marks } = registered;
  const ranks = [0, ...stages.map((_, index) => index + 1)];
  const canMoveFrom =
    (rank: number) =>
    ({ stage, inLeave }: Place): boolean =>
      inLeave ? stage + 1 === rank : stage + 1 > rank;
  const relevant = ranks.map((rank) => indexesOf(leaves, canMoveFrom(rank)));
  const compiled: CompiledModel = {
    id: model.id,
    per: model.per ?? null,
    stages,
    leaves,
    starts: leaves.map(({ leaf }) => leaf.start),
    noFloors: stages.map(() => Number.NEGATIVE_INFINITY),
    marks: marks.length,
    marksOfStage: stages.map((_, index) => marksOf(indexesOf(marks, ({ stage }) => stage === index))),
    readsTraits: stages.some(({ enter, leave }) => [enter, ...leave].some(({ when }) => when.readsTraits)),
    timed: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.nextChange !== noChange)),
    matters: relevant.map((indexes) => leaves.map((_, at) => indexes.includes(at))),
    marksThatMatter: ranks.map((rank) => marksOf(indexesOf(marks, canMoveFrom(rank)))),
    silences: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.events.length === 0)),
  };
  return { model: compiled, registered };
};

const eventsOf = ({ leaves, marks }: Registered): string[] => [
  ...leaves.flatMap(({ leaf }) => leaf.events),
  ...marks.map(({ event }) => event),
];

/** Compiles the active models of a workspace; `zone` is its IANA time zone. Throws RangeError on a model that validateModel refuses. */
export const compileModels = (models: readonly Model[], zone: string): Program => {
  const gathered: Gathered = { traits: [], byEvent: new Map() };
  const compiled = models.map((model) => compileModel(model, zone, gathered));
  const events = new Set(compiled.flatMap(({ registered }) => eventsOf(registered)));
  return {
    models: compiled.map(({ model }) => model),
    listening: new Map(
      [...events].map((event) => [event, compiled.map(({ registered }) => listeningOf(registered, event))]),
    ),
    traits: gathered.traits,
    needs: {
      byEvent: new Map([...gathered.byEvent].map(([event, paths]) => [event, [...paths]])),
      every: [...new Set(models.flatMap(({ per }) => (per === undefined ? [] : [per])))],
    },
  };
};
