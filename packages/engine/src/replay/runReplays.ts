import { randomUUID } from 'node:crypto';
import { loadDefinitions } from '../definitions/loadDefinitions.js';

import { type Bell, newBell } from '../situate/bell.js';
import { clearObsolete } from './clearObsolete.js';
import { draftOf } from './draft.js';
import { eachPart } from './eachPart.js';
import type { DraftEnd } from './foldDraft.js';
import { PART } from './partSize.js';
import * as text from './replay.sql.js';
import type { ReplaysPorts } from './replaysPorts.js';
import type { ReplayRow } from './replayView.js';
import { settleStates } from './settleStates.js';
import { dropDraft } from './startReplay.js';
import { swap } from './swap.js';

const MOST_PARTS = 256;
const IDLE = 1_000;
const TELL_EVERY = 500;
const PROFILES_AT_ONCE = 20_000;

/** Where it begins: everything acknowledged before is in the warehouse, and what comes after is known by its log id. */
const begin = async (ports: ReplaysPorts, row: ReplayRow): Promise<ReplayRow> => {
  if (row.log_id >= 0) return row;
  const { operational, engine } = ports;
  const reached = await engine.exclusive(async () => engine.reached().situate);
  const [counted] = await operational.query<{ interactions: number }>(text.countOfWorkspace, [row.workspace_id]);
  const total = counted?.interactions ?? 0;
  const parts = Math.min(MOST_PARTS, Math.max(1, Math.ceil(total / PART)));
  await operational.query(text.beginReplay, [row.id, row.generation, row.now, reached, parts, total]);
  return { ...row, log_id: reached, parts, total, parts_done: [], done: 0 };
};

/** Progress as it is written: not for every batch, and never beyond the whole. */
const teller = ({ operational, clock }: ReplaysPorts, row: ReplayRow) => {
  let done = row.done;
  let told = clock.now();
  return {
    reached: () => done,
    add: (interactions: number): void => {
      done = Math.min(row.total, done + interactions);
      if (clock.now() - told < TELL_EVERY) return;
      told = clock.now();
      operational.query(text.tellProgress, [row.id, row.generation, done]).catch(() => undefined);
    },
  };
};

/** Folds the parts that are left. */
const foldParts = async (ports: ReplaysPorts, row: ReplayRow, signal: AbortSignal): Promise<DraftEnd> => {
  const { operational } = ports;
  const progress = teller(ports, row);
  const run = randomUUID();
  const { id: replayId, workspace_id: workspaceId, generation, changes, now } = row;
  return eachPart(ports, row, row.parts_done, async (fold, part) => {
    const task = { replayId, workspaceId, generation, changes, now, part };
    const ended = await fold({ do: 'fold', task, run }, progress.add, signal);
    if (ended === 'done')
      await operational.query(text.finishPart, [row.id, generation, part.index, progress.reached()]);
    return ended;
  });
};

/** Whoever did something since the replay began is folded again after it: their draft positions may lack it. */
const markTouched = async ({ operational, warehouse }: ReplaysPorts, row: ReplayRow): Promise<void> => {
  const asked = { workspace: row.workspace_id, after: row.log_id };
  let profiles: string[] = [];
  const mark = async (): Promise<void> => {
    if (profiles.length > 0) await operational.query(text.markTouched, [row.workspace_id, profiles]);
    profiles = [];
  };
  for await (const rows of warehouse.stream(text.touchedSince, asked)) {
    for (const [id] of rows) profiles.push(id as string);
    if (profiles.length >= PROFILES_AT_ONCE) await mark();
  }
  await mark();
};

/** All at once: what was folded becomes what is read. */
const finish = ({ engine, ...ports }: ReplaysPorts, row: ReplayRow): Promise<void> =>
  engine.exclusive(async () => {
    const { operational } = ports;
    const current = await operational.query(text.isCurrent, [row.id, row.generation]);
    if (current.length === 0) return;
    await markTouched({ engine, ...ports }, row);
    await operational.transaction(async (sql) => {
      await sql.query(text.lockWorkspace, [row.workspace_id]);
      const [fresh] = await sql.query<ReplayRow>(text.selectRunning, [row.workspace_id]);
      if (fresh?.generation !== row.generation) return;
      const live = await loadDefinitions({ sql }, row.workspace_id);
      await swap(sql, fresh, live, draftOf(live, fresh.changes));
    });
    engine.forget(row.workspace_id);
  });

const fail = ({ operational }: ReplaysPorts, row: ReplayRow, error: unknown): Promise<void> =>
  operational.transaction(async (sql) => {
    await sql.query(text.lockWorkspace, [row.workspace_id]);
    const [running] = await sql.query<ReplayRow>(text.selectRunning, [row.workspace_id]);
    if (running?.generation !== row.generation) return;
    await dropDraft(sql, running);
    const message = error instanceof Error ? error.message : String(error);
    await sql.query(text.endReplay, [row.workspace_id, row.id, 'failed', message.slice(0, 500)]);
  });

const runOne = async (ports: ReplaysPorts, row: ReplayRow, signal: AbortSignal): Promise<void> => {
  const release = ports.engine.hold(row.workspace_id);
  try {
    const begun = await begin(ports, row);
    if ((await foldParts(ports, begun, signal)) === 'done') await finish(ports, begun);
  } catch (error) {
    if (signal.aborted) return;
    ports.onError('replay', error);
    await fail(ports, row, error);
  } finally {
    release();
  }
};

export interface RunningReplays {
  /** One was saved: it need not wait for the next look. */
  ring(): void;
  stop(): Promise<void>;
}

/** One turn: what was saved, else the states of what has become live, else clearing up, else a rest. */
const turn = async (ports: ReplaysPorts, toSettle: string[], bell: Bell, signal: AbortSignal): Promise<void> => {
  const [row] = await ports.operational.query<ReplayRow>(text.nextReplay);
  if (row) {
    await runOne(ports, row, signal);
    toSettle.push(row.id);
    return;
  }
  const next = toSettle.shift();
  if (next === undefined) {
    if (!(await clearObsolete(ports))) await bell.wait(IDLE);
  } else if (await settleStates(ports, next, signal)) toSettle.push(next);
};

/** Replays that are live, whose states a stop may have left to be made; without them the engine makes these one by one. */
const leftToSettle = async ({ operational, onError }: ReplaysPorts): Promise<string[]> => {
  try {
    return (await operational.query<{ id: string }>(text.replaysOfLive)).map(({ id }) => id);
  } catch (error) {
    onError('replay', error);
    return [];
  }
};

/** Runs what was saved, one after the other, and goes on after a stop where it was; clears up after itself. */
export const runReplays = (ports: ReplaysPorts): RunningReplays => {
  const bell = newBell();
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = (async () => {
    const toSettle = await leftToSettle(ports);
    while (!signal.aborted) {
      await turn(ports, toSettle, bell, signal).catch(async (error: unknown) => {
        if (signal.aborted) return;
        ports.onError('replay', error);
        await bell.wait(IDLE);
      });
    }
  })();
  return {
    ring: () => bell.ring(),
    stop: async () => {
      stopping.abort();
      bell.ring();
      await loop;
    },
  };
};
