import { doersIn, doersWithin } from '../lanes/measured.sql.js';
import type { Period } from '../page/period.js';
import type { Warehouse } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';

interface DoersAsked extends Period {
  readonly workspaceId: string;
  readonly event: string;
  readonly model: string;
  /** The stage of the model they stood in then; any when null. */
  readonly within: string | null;
}

/** Ids of the customers who did an event in the period. */
export const listDoers = async (
  { warehouse }: { warehouse: Warehouse },
  { workspaceId, model, event, within, from, to }: DoersAsked,
): Promise<string[]> => {
  const rows = await warehouse.query<{ customer_id: string }>(within === null ? doersIn : doersWithin, {
    ...{ workspace: workspaceId, model, event: wellFormed(event), stage: within ?? '', from, to },
  });
  return rows.map(({ customer_id }) => customer_id);
};
