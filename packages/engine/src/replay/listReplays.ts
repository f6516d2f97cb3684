import type { Sql } from '../ports.js';
import { selectReplays } from './replay.sql.js';
import { type ReplayRow, type ReplayView, viewReplay } from './replayView.js';

const MOST = 50;

/** The replays of a workspace: the one that runs, then the newest first. */
export const listReplays = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<ReplayView[]> =>
  (await sql.query<ReplayRow>(selectReplays, [workspaceId, MOST])).map(viewReplay);
