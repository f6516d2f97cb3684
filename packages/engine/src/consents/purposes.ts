import { PURPOSES, type Purpose } from '@parcours/core';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import { deletePurposes, insertPurpose, selectPurposes } from './consents.sql.js';

/** What messages are for in a workspace, in the order in which they are shown. */
export const purposesOf = async (sql: Sql, workspaceId: string): Promise<readonly Purpose[]> => {
  const own = await sql.query<Purpose>(selectPurposes, [workspaceId]);
  return own.length > 0 ? own : PURPOSES;
};

/**
 * Says what messages are for. One that is left out allows nothing from then on; what was said of it is kept.
 * @throws DomainError purposes.invalid (422)
 */
export const savePurposes = async (
  { operational }: { operational: OperationalStore },
  workspaceId: string,
  purposes: readonly Purpose[],
): Promise<void> => {
  const twice = purposes.find(({ id }, at) => purposes.findIndex((one) => one.id === id) !== at);
  if (twice)
    throw new DomainError('purposes.invalid', 422, `Two purposes are called “${twice.id}”: give one another id.`);
  if (purposes.length === 0)
    throw new DomainError('purposes.invalid', 422, 'Keep at least one purpose: messages need one.');
  await operational.transaction(async (sql) => {
    await sql.query(deletePurposes, [workspaceId]);
    for (const [place, { id, name, basis }] of purposes.entries())
      await sql.query(insertPurpose, [workspaceId, id, place, JSON.stringify(name), basis]);
  });
};
