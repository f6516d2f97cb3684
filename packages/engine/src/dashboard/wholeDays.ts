import type { ReadPorts } from '../customers/readPorts.js';
import { demonstrates, historyOf } from './dashboard.sql.js';
import { type Days, dayAt, daysBetween } from './days.js';

/** Whole days of a workspace's history, that on which it begins included. */
export interface History {
  /** The first day and the last whole one, as days since 1970; the first may come after the last. */
  readonly first: number;
  readonly last: number;
  /** Whether anything was ever collected. */
  readonly any: boolean;
}

/** As many days as seasons of the year are told by, and the week told. */
const MOST_DAYS = 3 * 365 + 98;
const TWO_WEEKS = 14;

/**
 * [STORY-1] The days of a workspace that are over. A demonstration's history was cut where its data ends: that day is none, and no
 * silence comes after it.
 */
export const wholeDays = async (
  { sql, warehouse, clock }: ReadPorts,
  workspaceId: string,
  zone: string,
): Promise<History> => {
  const yesterday = dayAt(clock.now(), zone) - 1;
  const [[told], [workspace]] = await Promise.all([
    warehouse.query<{ interactions: number; first: number; last: number }>(historyOf, { workspace: workspaceId }),
    sql.query<{ demonstration: boolean }>(demonstrates, [workspaceId]),
  ]);
  if (!told?.interactions) return { first: yesterday, last: yesterday, any: false };
  const last = workspace?.demonstration ? Math.min(yesterday, dayAt(told.last, zone) - 1) : yesterday;
  return { first: dayAt(told.first, zone), last, any: true };
};

/** The days to learn from and tell, up to one; from the first on which anything happened, at least two weeks. */
export const daysUpTo = (last: number, first: number, zone: string): Days =>
  daysBetween(Math.min(last - TWO_WEEKS + 1, Math.max(first, last - MOST_DAYS + 1)), last, zone);
