import { readModel } from '@parcours/core';
import { DomainError, type Sql } from '../ports.js';
import { type ModelRow, type ModelView, viewModel } from './listModels.js';
import { upsertModel } from './models.sql.js';

/**
 * Saves a model as the next version of itself, active. Positions follow once history has been folded again,
 * which is the caller's to ask for.
 * @throws DomainError model.invalid (422) whose details are the problems, each with its path; model.id (400)
 */
export const saveModel = async (
  { sql }: { sql: Sql },
  { workspaceId, id, definition }: { workspaceId: string; id: string; definition: unknown },
): Promise<ModelView> => {
  const reading = readModel(definition);
  if ('problems' in reading) {
    const [first] = reading.problems;
    const where = first?.path.join('.');
    const what = first ? `${where ? `${where}: ` : ''}${first.message.en}` : 'it is not a lifecycle model';
    throw new DomainError('model.invalid', 422, `This model cannot be used: ${what}.`, reading.problems.slice(0, 50));
  }
  const model = reading.ok;
  if (model.id !== id) {
    throw new DomainError('model.id', 400, `The model says its id is “${model.id}”, the address says “${id}”.`);
  }
  const [row] = await sql.query<ModelRow>(upsertModel, [workspaceId, id, JSON.stringify(model)]);
  return viewModel(row as ModelRow);
};
