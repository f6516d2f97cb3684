import type { Compaction } from '../ports.js';
import { newBell } from '../situate/bell.js';
import { confirmErased, type RemovedTask } from './confirmErased.js';
import { type ErasePorts, eraseCustomers } from './eraseCustomers.js';
import * as text from './erasure.sql.js';
import type { ErasureTask } from './gatherPersons.js';

const AT_ONCE = 200;
const IDLE = 1_000;
/** Seconds after which everyone who takes events in knows whom to refuse. */
const KNOWN_AFTER = 3;
/** Files up to this size are rewritten at once: that takes about a second, during which nothing is written to them. */
const SMALL = 256 * 1024 * 1024;
/** Larger ones when this many turns (about seconds) brought nothing, or at these hours, or after a day. */
const QUIET_TURNS = 60;
const NIGHT = { from: 2, until: 5 };
const LONGEST_WAIT = 86_400_000;

export interface ErasuresPorts extends ErasePorts {
  readonly compaction: Compaction;
  readonly log: { head(): Promise<number> };
  readonly onError: (where: string, error: unknown) => void;
}

interface CompactingTask {
  readonly id: string;
  readonly removed_in: string;
  readonly requested_at: Date;
}

const eraseNext = async (ports: ErasuresPorts): Promise<boolean> => {
  const rows = await ports.operational.query<ErasureTask>(text.selectQueued, [AT_ONCE]);
  if (!rows[0]) return false;
  await eraseCustomers(ports, rows[0].workspace_id, rows);
  return true;
};

const confirmNext = async (ports: ErasuresPorts): Promise<boolean> => {
  const rows = await ports.operational.query<RemovedTask>(text.selectRemoved, [KNOWN_AFTER, AT_ONCE]);
  if (!rows[0]) return false;
  await confirmErased(ports, rows[0].workspace_id, rows);
  return true;
};

/** Tells a quiet time: the log has not grown for a while, or it is night. */
const openQuiet = ({ log, clock }: ErasuresPorts) => {
  let head = -1;
  let turns = 0;
  return async (since: number): Promise<boolean> => {
    const now = await log.head();
    turns = now === head ? turns + 1 : 0;
    head = now;
    const hour = new Date(clock.now()).getHours();
    const atNight = hour >= NIGHT.from && hour < NIGHT.until;
    return turns >= QUIET_TURNS || atNight || clock.now() - since > LONGEST_WAIT;
  };
};

const compactNext = async (ports: ErasuresPorts, isQuiet: ReturnType<typeof openQuiet>): Promise<boolean> => {
  const { operational, compaction } = ports;
  const rows = await operational.query<CompactingTask>(text.selectCompacting);
  const [first] = rows;
  if (!first) return false;
  const ids = rows.map(({ id }) => id);
  const small = (await compaction.size()) <= SMALL;
  if (!small && !(await isQuiet(first.requested_at.getTime()))) {
    await operational.query(text.markWaiting, [ids, 'quiet']);
    return false;
  }
  const newest = rows.reduce((most, { removed_in }) => (BigInt(removed_in) > BigInt(most) ? removed_in : most), '0');
  const outcome = await compaction.compact(newest);
  if (outcome.waitsFor === null) await operational.query(text.markDone, [ids, outcome.remains]);
  else await operational.query(text.markWaiting, [ids, outcome.waitsFor]);
  return outcome.waitsFor === null;
};

export interface RunningErasures {
  /** One was asked for: it need not wait for the next look. */
  ring(): void;
  stop(): Promise<void>;
}

/** Carries out what was asked for, one batch after the other, and goes on after a stop where it was. */
export const runErasures = (ports: ErasuresPorts): RunningErasures => {
  const bell = newBell();
  const isQuiet = openQuiet(ports);
  let stopping = false;
  const turn = async (): Promise<void> => {
    const worked = (await eraseNext(ports)) || (await confirmNext(ports)) || (await compactNext(ports, isQuiet));
    if (!worked && !stopping) await bell.wait(IDLE);
  };
  const loop = (async () => {
    while (!stopping) {
      await turn().catch(async (error: unknown) => {
        if (stopping) return;
        ports.onError('erasure', error);
        await bell.wait(IDLE);
      });
    }
  })();
  return {
    ring: () => bell.ring(),
    stop: async () => {
      stopping = true;
      bell.ring();
      await loop;
    },
  };
};
