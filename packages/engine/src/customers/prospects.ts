import { forecast, type Model, type Prospect, type prospectSchema, revive } from '@parcours/core';
import type { z } from 'zod';
import type { ModelRow } from '../models/listModels.js';
import { ruleInWords } from '../models/words.js';
import type { Sql } from '../ports.js';
import { loadPrograms } from '../situate/programs.js';
import { iso, type PositionRow } from './position.js';

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
export const foresee = async (sql: Sql, workspaceId: string, state: string | undefined): Promise<Prospect[] | null> => {
  if (state === undefined) return null;
  const program = await loadPrograms(sql).of(workspaceId);
  try {
    const customer = revive(program, state);
    return customer && forecast(program, customer);
  } catch {
    return null;
  }
};

const toView = (model: Model, { to, kind, rule, at }: Prospect, now: number): ProspectView | null => {
  const stage = model.stages.find(({ id }) => id === rule.stage);
  const words = rule.on === 'enter' ? stage?.enter : stage?.leave[rule.clause]?.when;
  // What was due before now is being applied; its instant says nothing about the future.
  return words ? { to, kind, rule: ruleInWords(words), at: at === null || at <= now ? null : iso(at) } : null;
};

/**
 * What would change a position next, in words: the leave clauses of its stage and the stages above, with the
 * instant time alone would bring it about.
 */
export const prospectsOf = (
  models: readonly ModelRow[],
  foreseen: readonly Prospect[] | null,
  position: PositionRow,
  now: number,
): ProspectView[] => {
  const model = models.find(({ id }) => id === position.model)?.definition;
  if (!model) return [];
  const own = foreseen?.filter(({ model: id, value }) => id === position.model && value === position.value) ?? [];
  const prospects = own.length > 0 ? own : rulesFrom(model, position);
  return prospects.flatMap((prospect) => toView(model, prospect, now) ?? []);
};
