import { Temporal } from 'temporal-polyfill';
import { repeating } from '../repeating.js';
import { betweenReplays } from '../replay/betweenReplays.js';
import { measurePace, type PacePorts } from './measurePace.js';
import { movementsByWorkspace, selectMeasures } from './pace.sql.js';

/** How often it is looked whether a measurement is due, in ms. */
const LOOK_EVERY = 30_000;
/** The hour of the night, in the workspace's zone. */
const NIGHTLY_AT = 3;
/** It is also due once so many movements more are there than were measured, and this share more. */
const MORE_MOVEMENTS = 50;
const MORE_SHARE = 1.2;

/** A workspace, with its last measurement where there was one; `live` are the tracks to be measured now. */
export interface MeasureRow {
  readonly workspace: string;
  readonly timezone: string;
  readonly version: number | null;
  readonly measured_at: number | null;
  readonly movements: number | null;
  readonly tracks: readonly string[] | null;
  readonly live: readonly string[];
}

/** The last three o'clock in the morning at or before now (ms) in a zone. */
export const lastNight = (now: number, zone: string): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const tonight = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour: NIGHTLY_AT } });
  const night = tonight.epochMilliseconds <= now ? tonight : tonight.subtract({ days: 1 });
  return night.epochMilliseconds;
};

/** Due each night, when models or personas changed, and when far more has happened than was measured. */
export const isMeasureDue = (row: MeasureRow, movements: number, now: number): boolean => {
  if (row.measured_at === null) return movements > 0;
  if (row.measured_at < lastNight(now, row.timezone)) return true;
  const known = new Set(row.tracks);
  if (known.size !== row.live.length || row.live.some((track) => !known.has(track))) return true;
  return movements > Number(row.movements) * MORE_SHARE + MORE_MOVEMENTS;
};

/** Measures every workspace in which that is due; says which. */
export const measureDue = async (ports: PacePorts): Promise<string[]> => {
  const now = ports.clock.now();
  const counts = await ports.warehouse.query<{ workspace: string; movements: number }>(movementsByWorkspace);
  const rows = await ports.operational.query<MeasureRow>(selectMeasures);
  const due = rows.filter((row) => {
    const counted = counts.find(({ workspace }) => workspace === row.workspace);
    return isMeasureDue(row, Number(counted?.movements ?? 0), now);
  });
  for (const { workspace } of due) await measurePace(ports, workspace);
  return due.map(({ workspace }) => workspace);
};

/** Keeps the curves of all workspaces measured until stopped. */
export const runPace = (
  ports: PacePorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } =>
  repeating(
    () => measureDue(ports),
    LOOK_EVERY,
    (error) => ports.onError('pace', error),
    betweenReplays(ports.operational),
  );
