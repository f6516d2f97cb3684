import { modelSchema } from '@parcours/core';
import { DomainError, type Sql } from '../ports.js';
import { type ModelRow, type ModelView, viewModel } from './listModels.js';
import { upsertModel } from './models.sql.js';

/**
 * Saves a model as the next version of itself, active. Positions follow once history has been folded again,
 * which is the caller's to ask for.
 * @throws DomainError model.invalid (422) naming what is wrong, model.id (400)
 */
export const saveModel = async (
  { sql }: { sql: Sql },
  { workspaceId, id, definition }: { workspaceId: string; id: string; definition: unknown },
): Promise<ModelView> => {
  const model = modelSchema.parse(definition);
  if (model.id !== id) {
    throw new DomainError('model.id', 400, `The model says its id is “${model.id}”, the address says “${id}”.`);
  }
  const [row] = await sql.query<ModelRow>(upsertModel, [workspaceId, id, JSON.stringify(model)]);
  return viewModel(row as ModelRow);
};
