import type { Sql } from '../ports.js';
import { readLag } from './situate.sql.js';

/** Interactions acknowledged and not yet situated and committed, or not yet in the warehouse. */
export const measureLag = async ({ sql }: { readonly sql: Sql }): Promise<{ situate: number; warehouse: number }> => {
  const [row] = await sql.query<{ situate: number; warehouse: number }>(readLag);
  return row ?? { situate: 0, warehouse: 0 };
};
