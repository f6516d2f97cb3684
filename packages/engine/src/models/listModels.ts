import { type Model, type modelViewSchema, PRESETS } from '@parcours/core';
import type { z } from 'zod';
import { DomainError, type Sql } from '../ports.js';
import { selectModels } from './models.sql.js';
import { ruleInWords } from './words.js';

export type ModelView = z.infer<typeof modelViewSchema>;
export interface ModelRow {
  readonly id: string;
  readonly version: number;
  readonly definition: Model;
  readonly preset: boolean;
  readonly active: boolean;
}

const placeOf = (id: string): number => {
  const place = PRESETS.findIndex((preset) => preset.id === id);
  return place < 0 ? PRESETS.length : place;
};

/** The models of a workspace as stored: the presets in their order, then the others by id. */
export const loadModels = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<ModelRow[]> =>
  (await sql.query<ModelRow>(selectModels, [workspaceId])).sort(
    (a, b) => placeOf(a.id) - placeOf(b.id) || (a.id < b.id ? -1 : 1),
  );

/** A model as the page shows it: its definition, and every rule in words. */
export const viewModel = ({ definition, version, preset, active }: ModelRow): ModelView => ({
  model: definition,
  active,
  preset,
  version,
  words: definition.stages.map((stage) => ({
    stage: stage.id,
    enter: ruleInWords(stage.enter),
    leave: stage.leave.map(({ to, when }) => ({ to, when: ruleInWords(when) })),
  })),
});

export const listModels = async (ports: { sql: Sql }, workspaceId: string): Promise<ModelView[]> =>
  (await loadModels(ports, workspaceId)).map(viewModel);

/** @throws DomainError model.unknown (404) */
export const findModel = async (ports: { sql: Sql }, workspaceId: string, id: string): Promise<ModelRow> => {
  const found = (await loadModels(ports, workspaceId)).find((model) => model.id === id);
  if (!found) throw new DomainError('model.unknown', 404, `There is no model “${id}” in this workspace.`);
  return found;
};
