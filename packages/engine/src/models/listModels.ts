import { type DefinitionNames, type Model, type modelViewSchema, namesOf } from '@parcours/core';
import type { z } from 'zod';
import { inOrder, type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { DomainError, type Sql } from '../ports.js';
import { ruleInWords } from './words.js';

export type ModelView = z.infer<typeof modelViewSchema>;
export interface ModelRow {
  readonly id: string;
  /** The key of its rows in positions and movements. */
  readonly track: string;
  readonly version: number;
  readonly definition: Model;
  readonly preset: boolean;
  readonly active: boolean;
}

/** The lifecycle models among definitions: the presets in their order, then the others by id. */
export const modelsOf = ({ stored }: Live): ModelRow[] =>
  inOrder(
    stored
      .filter(({ kind }) => kind === 'model')
      .map(({ id, track, version, definition, preset, active }) => ({
        ...{ id, track, version, preset, active },
        definition: definition as Model,
      })),
  );

/** A model as the page shows it: its definition, and every rule in words. */
export const viewModel = ({ definition, version, preset, active }: ModelRow, names: DefinitionNames): ModelView => ({
  model: definition,
  active,
  preset,
  version,
  words: definition.stages.map((stage) => ({
    stage: stage.id,
    enter: ruleInWords(stage.enter, names),
    leave: stage.leave.map(({ to, when }) => ({ to, when: ruleInWords(when, names) })),
  })),
});

export const listModels = async (ports: { sql: Sql }, workspaceId: string): Promise<ModelView[]> => {
  const live = await loadDefinitions(ports, workspaceId);
  const names = namesOf(live.definitions);
  return modelsOf(live).map((model) => viewModel(model, names));
};

/** @throws DomainError model.unknown (404) */
export const readModelView = async (ports: { sql: Sql }, workspaceId: string, id: string): Promise<ModelView> => {
  const found = (await listModels(ports, workspaceId)).find(({ model }) => model.id === id);
  if (!found) throw unknownModel(id);
  return found;
};

const unknownModel = (id: string): DomainError =>
  new DomainError('model.unknown', 404, `There is no model “${id}” in this workspace.`);

/** @throws DomainError stage.unknown (404) */
export const checkStage = ({ definition }: ModelRow, stage: string): void => {
  if (definition.stages.some(({ id }) => id === stage)) return;
  throw new DomainError('stage.unknown', 404, `There is no stage “${stage}” in this model.`);
};

/**
 * The model asked for, else the first that is in use.
 * @throws DomainError model.unknown (404), model.none (400)
 */
export const chooseModel = (live: Live, asked: string | undefined): ModelRow => {
  const models = modelsOf(live);
  const found = asked === undefined ? models.find(({ active }) => active) : models.find(({ id }) => id === asked);
  if (found) return found;
  if (asked !== undefined) throw unknownModel(asked);
  throw new DomainError('model.none', 400, 'This workspace has no active model to filter by.');
};
