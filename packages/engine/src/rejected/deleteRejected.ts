import { DomainError, type Sql } from '../ports.js';
import { reasonOf } from './listRejected.js';
import { deleteIds, deleteReason } from './rejected.sql.js';

export interface Doomed {
  readonly ids?: readonly string[] | undefined;
  readonly code?: string | undefined;
  /** With `code`; empty for those that name no field. */
  readonly field?: string | undefined;
}

/**
 * Deletes refused events for good, by id or all of a reason; answers how many there were.
 * @throws DomainError rejected.which (400) unless exactly one of ids and code is given
 */
export const deleteRejected = async (
  { sql }: { sql: Sql },
  workspaceId: string,
  { ids, code, field }: Doomed,
): Promise<number> => {
  if ((ids === undefined) === (code === undefined)) {
    throw new DomainError('rejected.which', 400, 'Say which refused events: either ids, or the code of a reason.');
  }
  if (ids) return (await sql.query(deleteIds, [workspaceId, ids])).length;
  const [row] = await sql.query<{ deleted: number }>(deleteReason, [workspaceId, ...reasonOf({ code, field })]);
  return row?.deleted ?? 0;
};
