import { newBell } from '../situate/bell.js';
import { purchasesByWorkspace } from '../value/purchases.sql.js';
import { isFitDue } from '../value/runValue.js';
import { keepRecommendations, type RecommendPorts } from './keepRecommendations.js';
import { selectModels } from './recommend.sql.js';
import { USUAL } from './recommendQuestion.js';

/** How often it is looked whether anything is to be learnt anew, in ms. */
const LOOK_EVERY = 60_000;

interface ModelRow {
  readonly workspace: string;
  readonly timezone: string;
  readonly measured_at: number | null;
  readonly purchases: number | null;
}

/** Learns the recommendations of every workspace in which that is due, as for what customers are worth; says which. */
export const learnDue = async (ports: RecommendPorts): Promise<string[]> => {
  const now = ports.clock.now();
  const counts = await ports.warehouse.query<{ workspace: string; purchases: number }>(purchasesByWorkspace, {
    event: USUAL.event,
  });
  const bought = new Map(counts.map(({ workspace, purchases }) => [workspace, purchases]));
  const rows = await ports.operational.query<ModelRow>(selectModels);
  const due = rows.filter((row) => isFitDue(row, bought.get(row.workspace) ?? 0, now));
  for (const { workspace } of due) await keepRecommendations(ports, workspace);
  return due.map(({ workspace }) => workspace);
};

/** Keeps the recommendations of all workspaces learnt until stopped. */
export const runRecommend = (
  ports: RecommendPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } => {
  const bell = newBell();
  let stopping = false;
  const loop = (async () => {
    while (!stopping) {
      await learnDue(ports).catch((error: unknown) => ports.onError('recommend', error));
      if (!stopping) await bell.wait(LOOK_EVERY);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await loop;
    },
  };
};
