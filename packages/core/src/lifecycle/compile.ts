import type { Needs } from '../interaction/fact.js';
import { type Collector, type CompiledRule, compileRule, type TraitLeaf } from '../rule/compile.js';
import { type Leaf, noChange } from '../rule/leaf.js';
import type { Model } from './schema.js';

/** A leaf with the stage (by index) whose rules count it, and whether a leave clause does. */
export interface PlacedLeaf {
  readonly leaf: Leaf<never>;
  readonly stage: number;
  readonly inLeave: boolean;
}

export interface CompiledStage {
  readonly id: string;
  readonly enter: CompiledRule;
  readonly leave: readonly { readonly when: CompiledRule; readonly to: number; readonly cycle: boolean }[];
}

export interface CompiledModel {
  readonly id: string;
  readonly per: string | null;
  /** By rank − 1. */
  readonly stages: readonly CompiledStage[];
  readonly leaves: readonly PlacedLeaf[];
  readonly byEvent: ReadonlyMap<string, readonly number[]>;
  readonly readsTraits: boolean;
  /** By current rank: of the leaves that can move a customer from there, those whose answer time alone can change. */
  readonly timed: readonly (readonly number[])[];
  /** By current rank and leaf: whether it can move a customer from there. */
  readonly matters: readonly (readonly boolean[])[];
  /** By current rank: of those, the ones that wait for silence of any kind. */
  readonly silences: readonly (readonly number[])[];
}

/** Models compiled together for one workspace; pure data and functions, shared by all customers. */
export interface Program {
  readonly models: readonly CompiledModel[];
  readonly traits: readonly TraitLeaf[];
  readonly needs: Needs;
}

interface Gathered {
  readonly traits: TraitLeaf[];
  readonly byEvent: Map<string, Set<string>>;
}

const collectorInto = (leaves: PlacedLeaf[], gathered: Gathered, stage: number, inLeave: boolean): Collector => ({
  leaf: (leaf) => leaves.push({ leaf, stage, inLeave }) - 1,
  trait: (trait) => gathered.traits.push(trait) - 1,
  need: (event, path) => {
    const paths = gathered.byEvent.get(event) ?? new Set();
    gathered.byEvent.set(event, paths.add(path));
  },
});

const indexByEvent = (leaves: readonly PlacedLeaf[]): Map<string, number[]> => {
  const index = new Map<string, number[]>();
  leaves.forEach(({ leaf }, at) => {
    for (const event of leaf.events) index.set(event, [...(index.get(event) ?? []), at]);
  });
  return index;
};

const compileModel = (model: Model, zone: string, gathered: Gathered): CompiledModel => {
  const leaves: PlacedLeaf[] = [];
  const rankOf = new Map(model.stages.map((stage, index) => [stage.id, index + 1]));
  const stages = model.stages.map((stage, index): CompiledStage => {
    const inLeave = collectorInto(leaves, gathered, index, true);
    return {
      id: stage.id,
      enter: compileRule(stage.enter, zone, collectorInto(leaves, gathered, index, false)),
      leave: stage.leave.map((clause) => {
        const to = rankOf.get(clause.to);
        if (to === undefined)
          throw new RangeError(`stage "${stage.id}" leaves to "${clause.to}", which does not exist`);
        return { when: compileRule(clause.when, zone, inLeave), to, cycle: clause.kind === 'cycle' };
      }),
    };
  });
  const relevant = Array.from({ length: stages.length + 1 }, (_, rank) =>
    leaves.flatMap(({ stage, inLeave }, at) => ((inLeave ? stage + 1 === rank : stage + 1 > rank) ? [at] : [])),
  );
  return {
    id: model.id,
    per: model.per ?? null,
    stages,
    leaves,
    byEvent: indexByEvent(leaves),
    readsTraits: stages.some((stage) => stage.enter.readsTraits || stage.leave.some(({ when }) => when.readsTraits)),
    timed: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.nextChange !== noChange)),
    matters: relevant.map((indexes) => leaves.map((_, at) => indexes.includes(at))),
    silences: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.events.length === 0)),
  };
};

/** Compiles the active models of a workspace; `zone` is its IANA time zone. Throws RangeError on a model that validateModel refuses. */
export const compileModels = (models: readonly Model[], zone: string): Program => {
  const gathered: Gathered = { traits: [], byEvent: new Map() };
  const compiled = models.map((model) => compileModel(model, zone, gathered));
  return {
    models: compiled,
    traits: gathered.traits,
    needs: {
      byEvent: new Map([...gathered.byEvent].map(([event, paths]) => [event, [...paths]])),
      every: [...new Set(compiled.flatMap(({ per }) => (per === null ? [] : [per])))],
    },
  };
};
