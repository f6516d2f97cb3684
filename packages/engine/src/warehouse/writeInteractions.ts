import { profileOf, readInteractions } from '@parcours/core';
import { profileId } from '../identity/profileId.js';
import type { Log, LogEntry, OperationalStore, Row, RowBatch, Warehouse } from '../ports.js';
import { readPosition, writePending, writePosition } from '../situate/situate.sql.js';
import type { Handover, Stretch } from './handover.js';
import { interactionRow } from './interactionRow.js';
import { readDuplicates, trimLog } from './warehouse.sql.js';

const BATCH = 50_000;
/** The newest log entries are kept a little longer than needed, for a look at what came in. */
const KEPT_ENTRIES = 1_000;
const TRIM_EVERY = 500;

interface Ports {
  readonly log: Pick<Log, 'read'>;
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly handover: Pick<Handover, 'stretchFrom'>;
}

const rowsOf = (entry: LogEntry, duplicates: ReadonlySet<number>): Row[] =>
  readInteractions(entry.text).flatMap((interaction, place) => {
    if (duplicates.has(place)) return [];
    const { kind, value } = profileOf(interaction);
    return [interactionRow(entry, interaction, profileId(entry.workspaceId, kind, value))];
  });

/**
 * The second reader of the log: what situate has passed goes to the warehouse, without the duplicates situate found.
 * Idempotent: the range of a batch is noted before it is inserted under a token made of it, so that a crash repeats the same batch.
 */
export const openInteractionWriter = async ({ log, operational, warehouse, handover }: Ports) => {
  const [row] = await operational.query<{ position: number; detail: { to?: number } | null }>(readPosition, [
    'warehouse',
  ]);
  let position = row?.position ?? 0;
  let pending = row?.detail?.to ?? null;
  let sinceTrim = 0;

  /** Entries after the position: about a batch of them, or exactly up to where an earlier attempt meant to go. */
  const readEntries = async (upTo: number): Promise<LogEntry[]> => {
    const entries: LogEntry[] = [];
    let at = position;
    do {
      const page = (await log.read(at, BATCH)).filter(({ id }) => id <= upTo);
      entries.push(...page);
      at = page.at(-1)?.id ?? upTo;
    } while (pending !== null && at < pending);
    return entries;
  };

  const fromLog = async (upTo: number): Promise<{ to: number; rows: Row[] }> => {
    const entries = await readEntries(upTo);
    const to = entries.at(-1)?.id ?? position;
    const found = await operational.query<{ log_id: number; places: number[] }>(readDuplicates, [position, to]);
    const duplicates = new Map(found.map(({ log_id, places }) => [log_id, new Set(places)]));
    return { to, rows: entries.flatMap((entry) => rowsOf(entry, duplicates.get(entry.id) ?? new Set())) };
  };

  const next = async (upTo: number): Promise<Pick<Stretch, 'to'> & { rows: Row[] | RowBatch }> => {
    const stretch = handover.stretchFrom(position);
    if (stretch?.after === position && (pending ?? stretch.to) === stretch.to) return stretch;
    return fromLog(pending ?? Math.min(upTo, stretch?.after ?? upTo));
  };

  const insert = async (to: number, rows: Row[] | RowBatch): Promise<void> => {
    if (pending === null) await operational.query(writePending, ['warehouse', JSON.stringify({ to })]);
    pending = to;
    await warehouse.insert('interactions', rows, `log:${position + 1}-${to}`);
    await operational.query(writePosition, ['warehouse', to]);
    sinceTrim += to - position;
    position = to;
    pending = null;
  };

  return {
    position: (): number => position,
    /** Writes one batch of what situate has passed; false when there was nothing to write. */
    step: async (upTo: number): Promise<boolean> => {
      if (position >= upTo && pending === null) return false;
      const { to, rows } = await next(upTo);
      if (to === position) return false;
      await insert(to, rows);
      if (sinceTrim >= TRIM_EVERY) {
        sinceTrim = 0;
        await operational.query(trimLog, [KEPT_ENTRIES]);
      }
      return true;
    },
  };
};
