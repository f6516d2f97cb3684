import { PERSONA_TRACK, paceBounds, trackOf } from '@parcours/core';
import type { Live } from '../definitions/loadDefinitions.js';
import type { Sql } from '../ports.js';
import { standingByPace } from './pace.sql.js';
import type { PaceBook } from './paceBook.js';

/** How many of those who stand in a stage are at each pace. */
export interface PaceCounts {
  readonly faster: number;
  readonly typical: number;
  readonly slower: number;
  readonly stalled: number;
}

/** By stage of a model, for everybody or for one persona; a stage too few have left upwards is absent. */
export const countPaces = async (
  { sql }: { sql: Sql },
  book: PaceBook,
  live: Live,
  { workspaceId, track, persona, now }: { workspaceId: string; track: string; persona: string | null; now: number },
): Promise<Map<string, PaceCounts>> => {
  const rows = book
    .stagesOf(track)
    .filter((row) => persona === null || row.persona === null || row.persona === persona);
  const bounds = rows.map(({ limits }) => paceBounds(limits));
  const once =
    !live.definitions.models.find(({ id }) => id === trackOf(track))?.per && rows.every((row) => row.persona === null);
  const found = await sql.query<PaceCounts & { stage: string }>(standingByPace(once), [
    ...[workspaceId, track, rows.map(({ stage }) => stage), rows.map((row) => row.persona)],
    bounds.map(({ typical: [after] }) => now - after - 1),
    bounds.map(({ slower: [after] }) => now - after),
    bounds.map(({ stalled: [after] }) => now - after),
    ...[live.keyOf(PERSONA_TRACK), persona],
  ]);
  const none: PaceCounts = { faster: 0, typical: 0, slower: 0, stalled: 0 };
  const counts = new Map(rows.map(({ stage }) => [stage, none]));
  for (const { stage, faster, typical, slower, stalled } of found)
    counts.set(stage, { faster, typical, slower, stalled });
  return counts;
};
