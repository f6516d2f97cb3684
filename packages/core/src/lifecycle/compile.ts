import {
  collectorInto,
  type Gathered,
  gatherReference,
  indexTrack,
  nothingRegistered,
  type Registered,
} from '../definitions/gather.js';
import type { CompiledStage, CompiledTrack, Move } from '../definitions/program.js';
import { compileRule } from '../rule/compile.js';
import type { Model } from './schema.js';

const compileStage = (
  model: Model,
  index: number,
  zone: string,
  registered: Registered,
  gathered: Gathered,
): CompiledStage => {
  const stage = model.stages[index] as Model['stages'][number];
  const entering = { stage: index, inLeave: false };
  const leaving = { stage: index, inLeave: true };
  const inLeave = collectorInto(registered, gathered, leaving);
  return {
    id: stage.id,
    enter: {
      ...entering,
      when: compileRule(stage.enter, zone, collectorInto(registered, gathered, entering)),
      to: index + 1,
      cycle: false,
      rule: { on: 'enter' },
    },
    leave: stage.leave.map((clause, at): Move => {
      const to = model.stages.findIndex(({ id }) => id === clause.to) + 1;
      if (to === 0) throw new RangeError(`stage "${stage.id}" leaves to "${clause.to}", which does not exist`);
      const rule = { on: 'leave', clause: at } as const;
      return { ...leaving, when: compileRule(clause.when, zone, inLeave), to, cycle: clause.kind === 'cycle', rule };
    }),
  };
};

/** A lifecycle model as a track whose rows are stored under `key`. @throws RangeError on a model that validateModel refuses */
export const compileModel = (
  model: Model,
  { zone, key }: { readonly zone: string; readonly key: string },
  gathered: Gathered,
): { readonly track: CompiledTrack; readonly registered: Registered } => {
  const registered = nothingRegistered();
  const stages = model.stages.map((_, index) => compileStage(model, index, zone, registered, gathered));
  const own = {
    id: model.id,
    key,
    kind: 'model' as const,
    per: model.per ?? null,
    stages,
    moments: [],
    readsTraits: stages.some(({ enter, leave }) => [enter, ...leave].some(({ when }) => when.readsTraits)),
    bound: model.persona === undefined ? null : gatherReference(gathered, { persona: model.persona }),
    lazy: false,
    pooled: false,
  };
  const track = indexTrack(own, registered, ({ stage, inLeave }, rank) =>
    inLeave ? stage + 1 === rank : stage + 1 > rank,
  );
  return { track, registered };
};
