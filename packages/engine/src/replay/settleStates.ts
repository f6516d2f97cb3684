import { eachPart } from './eachPart.js';
import * as text from './replay.sql.js';
import type { ReplaysPorts } from './replaysPorts.js';
import type { ReplayRow } from './replayView.js';

/**
 * Makes anew what is kept of everybody, after a replay of theirs has become live: until then whoever does something, or is
 * due, is folded from history one by one. Goes on after a stop where it was, and gives way to what is saved meanwhile:
 * resolves to whether some are left.
 */
export const settleStates = async (ports: ReplaysPorts, replayId: string, signal: AbortSignal): Promise<boolean> => {
  const { operational, engine } = ports;
  const [row] = await operational.query<ReplayRow>(text.replayOfLive, [replayId]);
  if (!row) return false;
  const { workspace_id: workspaceId, generation, now } = row;
  const [found] = await operational.query<{ unsettled: boolean }>(text.hasUnsettled, [workspaceId, generation]);
  if (!found?.unsettled) return false;
  const release = engine.hold(workspaceId);
  try {
    const end = await eachPart(ports, row, [], (fold, part) =>
      fold({ do: 'states', task: { workspaceId, generation, now, part } }, () => undefined, signal),
    );
    return end === 'stopped';
  } finally {
    release();
  }
};
