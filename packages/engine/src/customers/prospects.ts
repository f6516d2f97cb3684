import {
  compileDefinitions,
  type DefinitionNames,
  forecast,
  type Model,
  namesOf,
  type Prospect,
  type prospectSchema,
  revive,
  trackOf,
} from '@parcours/core';
import type { z } from 'zod';
import type { Live } from '../definitions/loadDefinitions.js';
import { ruleInWords } from '../models/words.js';
import { iso, type PositionRow } from './position.js';

/** A customer's state as stored, and the set of definitions it was folded by. */
export interface StoredState {
  readonly state: string;
  readonly generation: number;
}
export type ProspectView = z.infer<typeof prospectSchema>;

/** Every rule that could move someone from this stage: its leave clauses, then the stages above. */
const rulesFrom = (model: Model, position: PositionRow): Prospect[] => {
  const common = { model: model.id, value: position.value, at: null };
  const rank = model.stages.findIndex(({ id }) => id === position.stage);
  const rankOf = (id: string): number => model.stages.findIndex((stage) => stage.id === id);
  const leaving = (model.stages[rank]?.leave ?? []).map(
    ({ to, kind }, clause): Prospect => ({
      ...common,
      to,
      kind: kind ?? (rankOf(to) < rank ? 'down' : 'up'),
      rule: { on: 'leave', stage: position.stage, clause },
    }),
  );
  const rising = model.stages
    .slice(rank + 1)
    .map(({ id }): Prospect => ({ ...common, to: id, kind: 'up', rule: { on: 'enter', stage: id } }));
  return [...leaving, ...rising];
};

/**
 * What the fold foresees for a customer from their stored state, on every model; null when the state was written by
 * other models than these (a replay is on its way) or in an earlier form.
 */
export const foresee = (
  { definitions, timezone, keyOf, generation }: Live,
  stored: StoredState | undefined,
): Prospect[] | null => {
  if (stored === undefined || stored.generation !== generation) return null;
  const program = compileDefinitions(definitions, timezone, { keyOf, generation });
  try {
    const customer = revive(program, stored.state);
    return customer && forecast(program, customer);
  } catch {
    return null;
  }
};

const toView = (
  model: Model,
  { to, kind, rule, at }: Prospect,
  names: DefinitionNames,
  now: number,
): ProspectView | null => {
  const stage = model.stages.find(({ id }) => id === rule.stage);
  const words = rule.on === 'enter' ? stage?.enter : stage?.leave[rule.clause]?.when;
  // What was due before now is being applied; its instant says nothing about the future.
  return words ? { to, kind, rule: ruleInWords(words, names), at: at === null || at <= now ? null : iso(at) } : null;
};

/**
 * What would change a position next, in words: the leave clauses of its stage and the stages above, with the
 * instant time alone would bring it about.
 */
export const prospectsOf = (
  live: Live,
  foreseen: readonly Prospect[] | null,
  position: PositionRow,
  now: number,
): ProspectView[] => {
  const model = live.definitions.models.find(({ id }) => id === trackOf(position.model));
  if (!model) return [];
  const own = foreseen?.filter(({ model: id, value }) => id === position.model && value === position.value) ?? [];
  const prospects = own.length > 0 ? own : rulesFrom(model, position);
  return prospects.flatMap((prospect) => toView(model, prospect, namesOf(live.definitions), now) ?? []);
};
