import { leaveOut, type WrittenInteraction } from '@parcours/core';
import type { Sql } from '../ports.js';
import { readLogPage, rewriteEntry } from './erasure.sql.js';

const PAGE = 100;

/**
 * Rewrites the entries of the log without some interactions. Entries keep their ids, and what remains its order; places
 * within an entry change, so every reader must stand either before an entry or past it.
 */
export const eraseFromLog = async (
  sql: Sql,
  workspaceId: string,
  isTheirs: (interaction: WrittenInteraction) => boolean,
): Promise<void> => {
  for (let after = 0; ; ) {
    const page = await sql.query<{ id: number; interactions: string }>(readLogPage, [workspaceId, after, PAGE]);
    for (const { id, interactions } of page) {
      const left = leaveOut(interactions, isTheirs);
      if (left) await sql.query(rewriteEntry, [id, left.text, left.size]);
      after = id;
    }
    if (page.length < PAGE) return;
  }
};
