import {
  BROKEN,
  type customerItemSchema,
  MOMENT_TRACK,
  PERSONA_TRACK,
  segmentOf,
  strengthAt,
  trackKind,
  trackOf,
} from '@parcours/core';
import type { z } from 'zod';
import type { Live } from '../definitions/loadDefinitions.js';
import { type PaceBook, paceAt } from '../pace/paceBook.js';
import { iso, type PositionRow, toPosition } from './position.js';

type Item = z.infer<typeof customerItemSchema>;
type Situation = Pick<Item, 'positions' | 'segments' | 'persona' | 'relationship'>;

export const relationshipOf = (row: PositionRow | undefined, now: number): Item['relationship'] => {
  if (!row) return null;
  const broken = row.stage === BROKEN;
  return { strength: strengthAt({ score: row.velocity, at: row.velocity_at, broken }, now), broken };
};

/** The keys of the tracks that are live: rows of others are read by nobody. */
export const liveTracks = ({ stored }: Live): string[] => stored.map(({ track }) => track);

/** Where a customer stands on every track, from the rows of their positions. */
export const situationOf = (rows: readonly PositionRow[], now: number, book: PaceBook): Situation => {
  const of = (track: string) => rows.find(({ model }) => trackOf(model) === track);
  const relationship = relationshipOf(of(MOMENT_TRACK), now);
  const persona = of(PERSONA_TRACK);
  const paceOf = ({ model, stage, since }: PositionRow) =>
    paceAt(book.limitsOf(model, stage, persona?.stage ?? null), since, now);
  return {
    positions: rows
      .filter(({ model }) => trackKind(model) === 'model')
      .map((row) => toPosition(row, { strength: relationship?.strength ?? null, pace: paceOf(row) }, now)),
    segments: rows.flatMap(({ model, since }) => {
      const id = segmentOf(trackOf(model));
      return id === null ? [] : [{ id, since: iso(since) }];
    }),
    persona: persona ? { id: persona.stage, since: iso(persona.since) } : null,
    relationship,
  };
};
