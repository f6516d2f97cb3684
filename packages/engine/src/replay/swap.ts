import { trackKey } from '@parcours/core';
import { type Live, trackOfDefinition } from '../definitions/loadDefinitions.js';
import type { Transaction } from '../ports.js';
import type { Change, Draft } from './draft.js';
import * as text from './replay.sql.js';
import type { ReplayRow } from './replayView.js';

const writeChange = async (
  sql: Transaction,
  row: ReplayRow,
  { kind, id, definition }: Change,
  track: string,
): Promise<void> => {
  const place = [row.workspace_id, kind, id];
  const json = definition === null ? null : JSON.stringify(definition);
  const [saved] = await sql.query<{ version: number }>(text.insertVersion, [...place, json, row.saved_by]);
  if (json === null) await sql.query(text.deleteDefinition, place);
  else await sql.query(text.upsertDefinition, [...place, saved?.version ?? 1, track, json]);
};

/** The keys of rows that are for nobody once a draft is live. */
const goneWith = (live: Live, draft: Draft, keyOf: (track: string) => string): string[] => {
  const there = new Set(draft.stored.map((one) => keyOf(trackOfDefinition(one))));
  return live.stored.map(({ track }) => track).filter((track) => !there.has(track));
};

/** Whether anything is to be folded or to go; otherwise only names change. */
export const changesPositions = (live: Live, draft: Draft): boolean =>
  draft.affected.size > 0 || goneWith(live, draft, live.keyOf).length > 0;

/** Within one transaction a draft becomes what is live; the rows of what it replaces are for nobody any more. */
export const swap = async (sql: Transaction, row: ReplayRow, live: Live, draft: Draft): Promise<ReplayRow> => {
  const keyOf = (track: string): string =>
    draft.affected.has(track) ? trackKey(track, row.generation) : live.keyOf(track);
  for (const change of row.changes) await writeChange(sql, row, change, keyOf(trackOfDefinition(change)));
  const changed = new Set(row.changes.map(trackOfDefinition));
  for (const { kind, id } of draft.stored) {
    const track = trackOfDefinition({ kind, id });
    if (draft.affected.has(track) && !changed.has(track))
      await sql.query(text.retrack, [row.workspace_id, kind, id, keyOf(track)]);
  }
  const gone = goneWith(live, draft, keyOf);
  await sql.query(text.writeObsolete, [row.workspace_id, gone]);
  if (changesPositions(live, draft)) await sql.query(text.setGeneration, [row.workspace_id, row.generation]);
  const [ended] = await sql.query<ReplayRow>(text.endReplay, [row.workspace_id, row.id, 'done', null]);
  return ended as ReplayRow;
};
