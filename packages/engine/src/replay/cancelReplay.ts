import { DomainError, type OperationalStore } from '../ports.js';
import * as text from './replay.sql.js';
import { type ReplayRow, type ReplayView, viewReplay } from './replayView.js';
import { dropDraft } from './startReplay.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Stops a replay: everything stays as it was. One that has ended stays ended.
 * @throws DomainError replay.unknown (404), replay.ended (409)
 */
export const cancelReplay = (
  { operational }: { operational: OperationalStore },
  workspaceId: string,
  id: string,
): Promise<ReplayView> =>
  operational.transaction(async (sql) => {
    await sql.query(text.lockWorkspace, [workspaceId]);
    const [row] = UUID.test(id) ? await sql.query<ReplayRow>(text.selectReplay, [workspaceId, id]) : [];
    if (!row) throw new DomainError('replay.unknown', 404, 'There is no such replay in this workspace.');
    if (row.state !== 'running') throw new DomainError('replay.ended', 409, 'This replay has already ended.');
    await dropDraft(sql, row);
    const [ended] = await sql.query<ReplayRow>(text.endReplay, [workspaceId, id, 'cancelled', null]);
    return viewReplay(ended as ReplayRow);
  });
