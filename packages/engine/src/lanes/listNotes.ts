import type { lanesSchema, NoteVersion } from '@parcours/core';
import type { z } from 'zod';
import type { Sql } from '../ports.js';
import { notesOfMap, versionsOfMap } from './lanes.sql.js';
import { keyOfMap, type MapAsked, placeOf } from './mapPlace.js';
import { type NoteRow, toNote } from './note.js';

/** Changes told at once. */
const MOST_TOLD = 200;

/**
 * What is written on a map, the oldest note first.
 * @throws DomainError model.unknown, persona.unknown (404)
 */
export const listNotes = async ({ sql }: { sql: Sql }, asked: MapAsked): Promise<z.infer<typeof lanesSchema>> => {
  const place = await placeOf({ sql }, asked);
  const rows = await sql.query<NoteRow>(notesOfMap, keyOfMap(place));
  return { model: place.model.id, persona: place.persona, items: rows.map(toNote) };
};

/**
 * Who changed what on a map, or on one note of it, the newest 200 changes first; deletions too.
 * @throws DomainError model.unknown, persona.unknown (404)
 */
export const listNoteVersions = async (
  { sql }: { sql: Sql },
  { note, ...asked }: MapAsked & { note?: string | undefined },
): Promise<NoteVersion[]> => {
  const place = await placeOf({ sql }, asked);
  const rows = await sql.query<Omit<NoteVersion, 'at'> & { at: Date }>(versionsOfMap, [
    ...keyOfMap(place),
    note ?? null,
    MOST_TOLD,
  ]);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
};
