import type { Sql } from '../ports.js';
import { countDuplicatesOf, situatedUpTo } from './import.sql.js';

/** Says when situate has passed an entry of the log and committed what came of it. */
export interface Situated {
  waitFor(logId: number): Promise<void>;
}

export interface Settled {
  /** False when customers were still being placed after `patience`: ask again. */
  readonly settled: boolean;
  /** The last entry of the log that is placed. */
  readonly position: number;
  /** Events the workspace already had; 0 until settled. */
  readonly duplicates: number;
}

/**
 * Waits, at most `patience` milliseconds, until the entries of the log are situated, and counts the events among them
 * that were there before [POS-2].
 */
export const settleImport = async (
  { sql, situated }: { sql: Sql; situated: Situated },
  logIds: readonly number[],
  patience: number,
): Promise<Settled> => {
  const last = Math.max(0, ...logIds);
  const settled = await within(situated.waitFor(last), patience);
  const [reached] = await sql.query<{ position: number }>(situatedUpTo);
  const position = reached?.position ?? 0;
  if (!settled) return { settled, position, duplicates: 0 };
  const [found] = await sql.query<{ duplicates: number }>(countDuplicatesOf, [logIds]);
  return { settled, position, duplicates: found?.duplicates ?? 0 };
};

const within = async (work: Promise<void>, milliseconds: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
};
