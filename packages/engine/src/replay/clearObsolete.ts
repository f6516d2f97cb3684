import type { OperationalStore, Warehouse } from '../ports.js';
import * as text from './replay.sql.js';

const AT_ONCE = 10_000;

/** Deletes some rows that nobody reads any more; false when there are none. */
export const clearObsolete = async ({
  operational,
  warehouse,
}: {
  operational: OperationalStore;
  warehouse: Warehouse;
}): Promise<boolean> => {
  const [row] = await operational.query<{ workspace_id: string; track: string }>(text.selectObsolete);
  if (!row) return false;
  const { workspace_id: workspace, track } = row;
  const deleted = await operational.query(text.deleteSomePositions, [workspace, track, AT_ONCE]);
  if (deleted.length > 0) return true;
  await warehouse.command(text.deleteMovementsOfTrack, { workspace, track });
  await operational.query(text.forgetObsolete, [workspace, track]);
  return true;
};
