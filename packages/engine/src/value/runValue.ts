import { lastNight } from '../pace/runPace.js';
import { repeating } from '../repeating.js';
import { betweenReplays } from '../replay/betweenReplays.js';
import { keepValue } from './keepValue.js';
import type { FitPorts } from './keptFits.js';
import { purchasesByWorkspace } from './purchases.sql.js';
import { selectModels } from './value.sql.js';
import { USUAL } from './valueQuestion.js';

/** How often it is looked whether a fit is due, in ms. */
const LOOK_EVERY = 60_000;
/** It is also due once so many purchases more are there than were fitted to, and this share more. */
const MORE_PURCHASES = 50;
const MORE_SHARE = 1.2;

/** A workspace, with its last fit where there was one. */
interface FitRow {
  readonly workspace: string;
  readonly timezone: string;
  readonly measured_at: number | null;
  readonly purchases: number | null;
}

/** Due each night, and when far more was bought than was fitted to. */
export const isFitDue = (row: Omit<FitRow, 'workspace'>, purchases: number, now: number): boolean => {
  if (purchases === 0) return false;
  if (row.measured_at === null || row.purchases === null) return true;
  return row.measured_at < lastNight(now, row.timezone) || purchases > row.purchases * MORE_SHARE + MORE_PURCHASES;
};

/** Fits anew, one after the other, for every workspace in which that is due by `lastFits`; says which. */
export const fitEachDue = async (
  ports: FitPorts,
  lastFits: string,
  fitOne: (ports: FitPorts, workspaceId: string) => Promise<unknown>,
): Promise<string[]> => {
  const now = ports.clock.now();
  const counts = await ports.warehouse.query<{ workspace: string; purchases: number }>(purchasesByWorkspace, {
    event: USUAL.event,
  });
  const bought = new Map(counts.map(({ workspace, purchases }) => [workspace, purchases]));
  const rows = await ports.operational.query<FitRow>(lastFits);
  const due = rows
    .filter((row) => isFitDue(row, bought.get(row.workspace) ?? 0, now))
    .map(({ workspace }) => workspace);
  for (const workspace of due) await fitOne(ports, workspace);
  return due;
};

/** Fits the models of every workspace in which that is due; says which. */
export const fitDue = (ports: FitPorts): Promise<string[]> => fitEachDue(ports, selectModels, keepValue);

/** Keeps the models of all workspaces fitted until stopped. */
export const runValue = (
  ports: FitPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } =>
  repeating(
    () => fitDue(ports),
    LOOK_EVERY,
    (error) => ports.onError('value', error),
    betweenReplays(ports.operational),
  );
