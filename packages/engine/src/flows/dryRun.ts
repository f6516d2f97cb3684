import {
  compileDefinitions,
  definitionsFor,
  type Flow,
  type FlowDryRun,
  type FlowWalk,
  isTimeZone,
  type JsonObject,
  livedOf,
  type Run,
  simulate,
  situate,
} from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { nameCustomers, sampleOf } from '../replay/standOnDraft.js';
import { type FoldAllPorts, type FoldOne, foldEach } from '../situate/foldAll.js';
import { lookAround } from '../situate/history.js';
import { newLiveCustomer } from '../situate/live.js';
import { takeTraits } from '../situate/traits.js';
import { historyOf } from '../warehouse/historyRow.js';
import { newDryRunTally } from './dryRunTally.js';
import { stepsOf } from './walkSteps.js';

const DAY = 86_400_000;

/** A draft to try on history, in a form that crosses threads. */
export interface DryRunTask {
  readonly workspaceId: string;
  readonly now: number;
  readonly days: number;
  readonly flow: Flow;
}

/** What came of it. */
export type FlowTried = Omit<FlowDryRun, 'problems'>;

interface Tried {
  readonly id: string;
  readonly reachable: boolean;
  readonly runs: readonly Run[];
}

type Fold = Parameters<FoldOne<Tried>>[1];

const trier = async ({ operational: sql }: FoldAllPorts, { workspaceId, flow, now }: Omit<DryRunTask, 'days'>) => {
  const { definitions, timezone, generation } = await loadDefinitions({ sql }, workspaceId);
  const program = compileDefinitions(definitionsFor(flow, definitions), timezone, { generation });
  const traitsIn = (id: string, { identified }: Fold): JsonObject => {
    const live = newLiveCustomer(program, workspaceId, id);
    for (const one of identified) takeTraits(live, one, one.traits);
    return live.traits;
  };
  const livesOf = (id: string, history: Fold, from: number, until: number) => {
    const { movements } = situate(program, history.facts, until);
    const traits = traitsIn(id, history);
    const own = traits['timezone'];
    const zone = typeof own === 'string' && isTimeZone(own) ? own : timezone;
    return livedOf(flow, { customer: id, zone, traits }, { movements, facts: history.facts }, from);
  };
  const fold =
    (from: number): FoldOne<Tried> =>
    (id, history) => {
      const lived = livesOf(id, history, from, now);
      const email = lived.traits['email'];
      return { id, reachable: typeof email === 'string' && email !== '', runs: simulate(flow, lived, now) };
    };
  return { program, timezone, fold, livesOf };
};

/**
 * [FLOW-9] What a flow would have done over the last days of real history: whom, what, when, how often. Of a large workspace
 * some customers are looked at, and `of` says how many there are.
 */
export const dryRunFlow = async (ports: FoldAllPorts, task: DryRunTask): Promise<FlowTried> => {
  const { workspaceId, now, days, flow } = task;
  const from = now - days * DAY;
  const [{ program, timezone, fold }, { customers, ...sample }] = await Promise.all([
    trier(ports, task),
    sampleOf(ports.operational, workspaceId),
  ]);
  const tally = newDryRunTally(flow, timezone);
  for await (const { refolded } of foldEach(ports, { workspaceId, program, now, ...sample }, fold(from)))
    for (const one of refolded) tally.add(one);
  const { ids, ...found } = tally.result();
  const named = await nameCustomers(
    ports.operational,
    workspaceId,
    ids.map(({ id }) => id),
  );
  return {
    days,
    from: new Date(from).toISOString(),
    to: new Date(now).toISOString(),
    of: customers,
    ...found,
    examples: named(ids.map(({ id }) => id)).map((one, at) => ({ ...one, messages: ids[at]?.messages ?? 0 })),
  };
};

/** How far a walk looks ahead of today. */
const AHEAD = 400 * DAY;

export interface WalkTask extends Omit<DryRunTask, 'days'> {
  readonly customer: string;
  /** When it begins for them, whatever the trigger says; else at the last time it would have begun. */
  readonly from?: number;
}

/** [FLOW-9] One customer walked through a flow, on their own history and then as if they did nothing more. */
export const walkFlow = async (ports: FoldAllPorts, task: WalkTask): Promise<FlowWalk> => {
  const { workspaceId, flow, customer, now } = task;
  const [{ program, livesOf }, near] = await Promise.all([
    trier(ports, task),
    lookAround(ports, workspaceId, [customer]),
  ]);
  const history = historyOf(program.needs, near.histories.get(customer) ?? []);
  const lived = livesOf(customer, history, 0, now + AHEAD);
  const begun = task.from ?? lived.begins.filter((at) => at <= now).at(-1) ?? now;
  const [run] = simulate({ ...flow, holdout: 0 }, { ...lived, begins: [begun] }, now + AHEAD);
  return { steps: run ? stepsOf(flow, run) : [] };
};
