import { draftTemplates } from '../flows/draftTemplates.js';
import type { Situated } from '../import/settleImport.js';
import { type ImportPorts, takeEvents } from '../import/takeEvents.js';
import { DomainError, type OperationalStore } from '../ports.js';
import { createWorkspace } from '../workspaces/createWorkspace.js';
import { markLoaded, selectDemonstration } from './demonstration.sql.js';
import { DEMONSTRATIONS, type Demonstration } from './demonstrations.js';
import { type DatedMessage, dayOf, readDemonstration, shiftAll } from './readDemonstration.js';

export interface DemonstrationPorts extends ImportPorts {
  readonly sql: OperationalStore;
  readonly situated: Situated;
}

export interface DemonstrationProgress {
  readonly workspaceId: string;
  readonly sent: number;
  readonly total: number;
}

export interface LoadedDemonstration {
  readonly workspaceId: string;
  /** False when it was there already; its dates then stay as they were shifted at the first load. */
  readonly loaded: boolean;
  readonly interactions: number;
  readonly shiftedDays: number;
}

const CHUNK = 1_000;

/**
 * Creates the two demonstration workspaces and imports their data, with all dates moved by one whole number of days so
 * that the last day is yesterday. Safe to repeat: a load that was cut short goes on with the shift it began with, one
 * that was finished changes nothing, on later days either.
 * @param folder the folder of examples
 * @throws DomainError demonstration_missing (404), demonstration_name_taken (409)
 */
export const loadDemonstration = async (
  ports: DemonstrationPorts,
  folder: string,
  onProgress: (progress: DemonstrationProgress) => void = () => {},
): Promise<LoadedDemonstration[]> => {
  const results: LoadedDemonstration[] = [];
  for (const demonstration of DEMONSTRATIONS) results.push(await loadOne(ports, demonstration, folder, onProgress));
  return results;
};

const loadOne = async (
  ports: DemonstrationPorts,
  demonstration: Demonstration,
  folder: string,
  onProgress: (progress: DemonstrationProgress) => void,
): Promise<LoadedDemonstration> => {
  const workspaceId = demonstration.id;
  const known = await stored(ports.sql, workspaceId);
  if (known?.loaded) return { workspaceId, loaded: false, interactions: 0, shiftedDays: known.shiftedDays };
  const { events, lastDay } = await readDemonstration(demonstration, folder);
  const shiftedDays = known?.shiftedDays ?? dayOf(ports.clock.now()) - 1 - lastDay;
  const { files: _files, source, ...workspace } = demonstration;
  const made = await createWorkspace({ sql: ports.sql }, { ...workspace, demonstration: { source, shiftedDays } });
  // Somebody deleted it: it stays so.
  if (!(made || known)) return { workspaceId, loaded: false, interactions: 0, shiftedDays };
  const moved = shiftAll(events, shiftedDays);
  await send(ports, workspaceId, moved, onProgress);
  await draftTemplates(ports, workspaceId);
  await ports.sql.query(markLoaded, [workspaceId]);
  return { workspaceId, loaded: true, interactions: moved.length, shiftedDays };
};

const stored = async (sql: OperationalStore, id: string): Promise<{ shiftedDays: number; loaded: boolean } | null> => {
  const [row] = await sql.query<{ shiftedDays: number | null; loaded: boolean }>(selectDemonstration, [id]);
  if (!row) return null;
  if (row.shiftedDays !== null) return { shiftedDays: row.shiftedDays, loaded: row.loaded };
  throw new DomainError(
    'demonstration_name_taken',
    409,
    `A workspace named “${id}” exists and is not the demonstration's.`,
  );
};

const send = async (
  ports: DemonstrationPorts,
  workspaceId: string,
  events: readonly DatedMessage[],
  onProgress: (progress: DemonstrationProgress) => void,
): Promise<void> => {
  let last = 0;
  for (let start = 0; start < events.length; start += CHUNK) {
    const chunk = events
      .slice(start, start + CHUNK)
      .map(({ message }, index) => ({ line: start + index + 1, message }));
    const taken = await takeEvents(ports, {
      workspaceId,
      file: 'demonstration',
      events: chunk,
      bytes: chunk.length * 500,
    });
    last = taken.logId ?? last;
    onProgress({ workspaceId, sent: Math.min(start + CHUNK, events.length), total: events.length });
  }
  await ports.situated.waitFor(last);
};
