import type { Sql } from '../ports.js';
import type { FlowCause } from './listening.js';
import { insertCauses, insertImports, insertWakes } from './listening.sql.js';

/** What a commit of the reader of the log tells flows. */
export interface FlowNews {
  readonly causes: readonly FlowCause[];
  /** Customers something happened to: {w, c}. */
  readonly touched: readonly { readonly w: string; readonly c: string }[];
  readonly imports: readonly { readonly w: string; readonly c: string; readonly u: number }[];
}

/** Log entry and movements of a commit, which flows wait to be in the warehouse. */
export interface Reached {
  readonly logId: number;
  readonly outboxId: number | null;
}

const PART = 20_000;
const inParts = async <T>(rows: readonly T[], write: (json: string) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += PART) await write(JSON.stringify(rows.slice(at, at + PART)));
};

/** [FLOW-7] Writes what begins flows, and who is to be looked at, in the transaction that commits what made it so. */
export const noteCauses = async (sql: Sql, { causes, touched, imports }: FlowNews, reached: Reached): Promise<void> => {
  const at = [reached.logId, reached.outboxId];
  await inParts(causes, (json) => sql.query(insertCauses, [json, ...at]));
  await inParts(touched, (json) => sql.query(insertWakes, [json, ...at]));
  await inParts(imports, (json) => sql.query(insertImports, [json]));
};
