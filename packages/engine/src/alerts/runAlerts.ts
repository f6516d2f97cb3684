import { movementsByWorkspace } from '../pace/pace.sql.js';
import { lastNight } from '../pace/runPace.js';
import { repeating } from '../repeating.js';
import { betweenReplays } from '../replay/betweenReplays.js';
import { selectRuns } from './alerts.sql.js';
import { type AlertPorts, judgeWorkspace } from './judgeWorkspace.js';

/** How often it is looked whether days are to be judged, in ms. */
const LOOK_EVERY = 20_000;
/** The first time waits until history has come in: until no more than this share more was folded since the last look. */
const STILL = 1.02;

interface RunRow {
  readonly workspace: string;
  readonly timezone: string;
  readonly ran_at: number | null;
}

/** A day is judged in the night after it, once what arrives late has. */
export const isJudgingDue = (row: Omit<RunRow, 'workspace'>, now: number): boolean =>
  row.ran_at === null || row.ran_at < lastNight(now, row.timezone);

/** Judges every workspace in which that is due; says which. `before` is how many movements each had at the last look. */
export const judgeDue = async (ports: AlertPorts, before: Map<string, number>): Promise<string[]> => {
  const now = ports.clock.now();
  const counts = await ports.warehouse.query<{ workspace: string; movements: number }>(movementsByWorkspace);
  const rows = await ports.operational.query<RunRow>(selectRuns);
  const due = rows.filter((row) => {
    const movements = counts.find(({ workspace }) => workspace === row.workspace)?.movements ?? 0;
    const known = before.get(row.workspace);
    before.set(row.workspace, movements);
    const settled = row.ran_at !== null || (known !== undefined && movements <= known * STILL);
    return movements > 0 && settled && isJudgingDue(row, now);
  });
  for (const { workspace } of due) await judgeWorkspace(ports, workspace);
  return due.map(({ workspace }) => workspace);
};

/** Judges the days of all workspaces, each night the one before, until stopped. */
export const runAlerts = (
  ports: AlertPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } => {
  const before = new Map<string, number>();
  return repeating(
    () => judgeDue(ports, before),
    LOOK_EVERY,
    (error) => ports.onError('alerts', error),
    betweenReplays(ports.operational),
  );
};
