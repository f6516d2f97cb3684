import type { Parting } from '@parcours/core';
import type { Clock, OperationalStore, Warehouse } from '../ports.js';
import { restartReplay } from '../replay/startReplay.js';
import type { RunningEngine } from '../situate/runEngine.js';
import { readLink } from './link.js';
import { concernedBy, markStale, setRemoved } from './links.sql.js';
import { partingAround } from './previewParting.js';

export interface ChangeLinkPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly engine: Pick<RunningEngine, 'exclusive' | 'refold' | 'letGo'>;
}

export interface LinkChange {
  readonly workspaceId: string;
  /** Any identifier of one of the customers concerned. */
  readonly identifier: string;
  readonly link: string;
  /** False restores it. */
  readonly removed: boolean;
}

/**
 * [ID-8] Removes a link, or restores it: the customers part, or are one again, each folded from their own history.
 * Done already, it changes nothing.
 * @throws DomainError customer.unknown, link.unknown (404)
 */
export const changeLink = (
  { operational, warehouse, clock, engine }: ChangeLinkPorts,
  { workspaceId, identifier, link: id, removed }: LinkChange,
): Promise<Parting> =>
  engine.exclusive(async () => {
    const link = await readLink(operational, workspaceId, identifier, id);
    const { kind, a, b } = link;
    if ((link.removed_at !== null) !== removed) {
      const concerned = await operational.transaction(async (sql) => {
        await sql.query(setRemoved, [workspaceId, kind, a, b, removed]);
        const rows = await sql.query<{ customer_id: string }>(concernedBy, [workspaceId, a, b]);
        const ids = rows.map(({ customer_id }) => customer_id);
        // should we be stopped before they are folded, they are when we are back
        await sql.query(markStale, [workspaceId, ids]);
        await restartReplay(sql, workspaceId, clock.now());
        return [...new Set([a, b, ...ids])];
      });
      engine.letGo(workspaceId, concerned, [a, b]);
      await engine.refold(workspaceId, concerned);
    }
    return partingAround({ sql: operational, warehouse }, workspaceId, link);
  });
