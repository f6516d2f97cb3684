import { PERSONA_TRACK, paceBounds, trackOf } from '@parcours/core';
import type { Among } from '../customers/among.sql.js';
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

/** By stage of a model, of some people, a persona among what tells them; a stage too few have left upwards is absent. */
export const countPaces = async (
  { sql }: { sql: Sql },
  book: PaceBook,
  live: Live,
  { of, track, persona, now }: { of: Among; track: string; persona: string | null; now: number },
): Promise<Map<string, PaceCounts>> => {
  const rows = book
    .stagesOf(track)
    .filter((row) => persona === null || row.persona === null || row.persona === persona);
  const bounds = rows.map(({ limits }) => paceBounds(limits));
  const once =
    !live.definitions.models.find(({ id }) => id === trackOf(track))?.per && rows.every((row) => row.persona === null);
  const { text, parameters } = standingByPace({
    ...{ of, track, once, personas: live.keyOf(PERSONA_TRACK) },
    stages: rows.map(({ stage }) => stage),
    personasOf: rows.map((row) => row.persona),
    typical: bounds.map(({ typical: [after] }) => now - after - 1),
    slower: bounds.map(({ slower: [after] }) => now - after),
    stalled: bounds.map(({ stalled: [after] }) => now - after),
  });
  const found = await sql.query<PaceCounts & { stage: string }>(text, parameters);
  const none: PaceCounts = { faster: 0, typical: 0, slower: 0, stalled: 0 };
  const counts = new Map(rows.map(({ stage }) => [stage, none]));
  for (const { stage, faster, typical, slower, stalled } of found)
    counts.set(stage, { faster, typical, slower, stalled });
  return counts;
};
