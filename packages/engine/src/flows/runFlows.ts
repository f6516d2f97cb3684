import { repeating } from '../repeating.js';
import { advanceDue } from './advanceDue.js';
import { forgetRefusals, lockRunner, takeWakes } from './runtime.sql.js';
import type { FlowPorts, FlowWork } from './runtimePorts.js';
import { takeCauses } from './takeCauses.js';

/** How often it is looked whether there is something to do, in ms. */
const LOOK_EVERY = 500;
const WAKES_AT_ONCE = 5_000;
const KEEP_REFUSALS = 30 * 86_400_000;

/** One transaction of work, unless somebody else is at it. */
const working = (ports: FlowPorts, work: (work: FlowWork) => Promise<boolean>): Promise<boolean> =>
  ports.operational.transaction(async (sql) => {
    const [lock] = await sql.query<{ mine: boolean }>(lockRunner);
    if (!lock?.mine) return false;
    const { warehouse, log, request, clock } = ports;
    return work({ sql, warehouse, log, request, now: clock.now() });
  });

/**
 * Everything flows have to do now: who begins, who is woken, who is due. Each step decides and writes in one transaction, so
 * that whatever is killed was either done or not begun [FLOW-1].
 */
export const stepFlows = async (ports: FlowPorts, isStopping: () => boolean = () => false): Promise<void> => {
  const repeat = async (work: (work: FlowWork) => Promise<boolean>): Promise<void> => {
    while (!isStopping() && (await working(ports, work))) {}
  };
  await repeat(takeCauses);
  await working(ports, async ({ sql, now }) => {
    await sql.query(takeWakes, [now, WAKES_AT_ONCE]);
    return false;
  });
  await repeat(advanceDue);
};

/** Runs flows until stopped. */
export const runFlows = (
  ports: FlowPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } => {
  let stopping = false;
  let forgotten = Number.NEGATIVE_INFINITY;
  const work = async (): Promise<void> => {
    await stepFlows(ports, () => stopping);
    const now = ports.clock.now();
    if (now - forgotten < 3_600_000) return;
    forgotten = now;
    await ports.operational.query(forgetRefusals, [now - KEEP_REFUSALS]);
  };
  const loop = repeating(work, LOOK_EVERY, (error) => ports.onError('flows', error));
  return {
    stop: async () => {
      stopping = true;
      await loop.stop();
    },
  };
};
