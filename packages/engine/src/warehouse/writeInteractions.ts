import { profileOf, typeRank } from '@parcours/core';
import { profileId } from '../identity/profileId.js';
import type { Log, LogEntry, OperationalStore, Warehouse } from '../ports.js';
import { readPosition, writePending, writePosition } from '../situate/situate.sql.js';
import { readDuplicates, trimLog } from './warehouse.sql.js';

const BATCH = 50_000;
/** The newest log entries are kept a little longer than needed, for a look at what came in. */
const KEPT_ENTRIES = 1_000;
const TRIM_EVERY = 500;

interface Ports {
  readonly log: Pick<Log, 'read'>;
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
}

const rowsOf = (entry: LogEntry, duplicates: ReadonlySet<number>): Record<string, unknown>[] =>
  entry.interactions.flatMap((interaction, place) => {
    if (duplicates.has(place)) return [];
    const { kind, value } = profileOf(interaction);
    const { previousId, properties } = interaction;
    return [
      {
        workspace_id: entry.workspaceId,
        profile_id: profileId(entry.workspaceId, kind, value),
        time: interaction.time,
        rank: typeRank(interaction.type),
        message_id: interaction.messageId,
        event: interaction.event,
        user_id: interaction.userId ?? '',
        anonymous_id: interaction.anonymousId ?? '',
        properties: JSON.stringify(previousId === null ? properties : { ...properties, previousId }),
        context: JSON.stringify(interaction.context),
        outbound: interaction.outbound,
        imported: entry.imported,
        log_id: entry.id,
      },
    ];
  });

/**
 * The second reader of the log: what situate has passed goes to the warehouse, without the duplicates situate found.
 * Idempotent: the range of a batch is noted before it is inserted under a token made of it, so that a crash repeats the same batch.
 */
export const openInteractionWriter = async ({ log, operational, warehouse }: Ports) => {
  const [row] = await operational.query<{ position: number; detail: { to?: number } | null }>(readPosition, [
    'warehouse',
  ]);
  let position = row?.position ?? 0;
  let pending = row?.detail?.to ?? null;
  let sinceTrim = 0;

  const take = async (upTo: number): Promise<LogEntry[]> => {
    const entries = await log.read(position, BATCH);
    return entries.filter(({ id }) => id <= (pending ?? upTo));
  };

  const insert = async (entries: readonly LogEntry[]): Promise<void> => {
    const to = entries.at(-1)?.id ?? position;
    if (pending === null) await operational.query(writePending, ['warehouse', JSON.stringify({ to })]);
    const found = await operational.query<{ log_id: number; places: number[] }>(readDuplicates, [position, to]);
    const duplicates = new Map(found.map(({ log_id, places }) => [log_id, new Set(places)]));
    const rows = entries.flatMap((entry) => rowsOf(entry, duplicates.get(entry.id) ?? new Set()));
    if (rows.length > 0) await warehouse.insert('interactions', rows, `log:${position + 1}-${to}`);
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
      const entries = await take(upTo);
      if (entries.length === 0) return false;
      await insert(entries);
      if (sinceTrim >= TRIM_EVERY) {
        sinceTrim = 0;
        await operational.query(trimLog, [KEPT_ENTRIES]);
      }
      return true;
    },
  };
};
