import { setTimeout as sleep } from 'node:timers/promises';
import { listReplays, type ReplayView } from '@parcours/engine';
import type { FastifyReply } from 'fastify';
import type { ReadDeps } from './readDeps.js';

/** How long an answer waits for a replay, in ms: small workspaces are done by then. */
const PATIENCE = 5_000;
const LOOK_EVERY = 50;

const stateOf = async ({ store }: ReadDeps, workspaceId: string, replay: ReplayView): Promise<ReplayView> =>
  (await listReplays({ sql: store }, workspaceId)).find(({ id }) => id === replay.id) ?? replay;

/** The replay of what was just saved, once it is done or patience has run out. */
export const awaitReplay = async (deps: ReadDeps, workspaceId: string, started: ReplayView): Promise<ReplayView> => {
  deps.definitionsSaved();
  const until = performance.now() + PATIENCE;
  let replay = started;
  while (replay.state === 'running' && performance.now() < until) {
    await sleep(LOOK_EVERY);
    replay = await stateOf(deps, workspaceId, replay);
  }
  return replay;
};

/** Answers 200 with a replay that is done, 202 with one under way. */
export const answerSaved = async (
  deps: ReadDeps,
  reply: FastifyReply,
  workspaceId: string,
  started: ReplayView,
): Promise<{ replay: ReplayView }> => {
  const replay = await awaitReplay(deps, workspaceId, started);
  reply.code(replay.state === 'running' ? 202 : 200);
  return { replay };
};
