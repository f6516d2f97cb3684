import type { Note, NoteContent } from '@parcours/core';
import { DomainError, type OperationalStore } from '../ports.js';
import { countNotes, insertNote, lockMap } from './lanes.sql.js';
import { checkStage, keyOfMap, type MapAsked, placeOf } from './mapPlace.js';
import { contentOf, keepVersion, type NoteRow, toNote } from './note.js';

/** Notes of one map at most. */
export const MOST_NOTES = 500;

/**
 * Writes a note on a map. A problem that follows a friction carries its measure.
 * @throws DomainError model.unknown, persona.unknown (404), stage.unknown, note.follows (400), lanes.full (409)
 */
export const addNote = async (
  { sql }: { sql: OperationalStore },
  asked: MapAsked,
  { given, follows, by }: { given: NoteContent; follows: Note['follows']; by: string },
): Promise<Note> => {
  const place = await placeOf({ sql }, asked);
  checkStage(place, given.stage);
  if (follows && given.lane !== 'problems')
    throw new DomainError('note.follows', 400, 'Only a note in the lane “problems” can follow a friction.');
  const key = keyOfMap(place);
  const content = contentOf(given);
  return sql.transaction(async (tx) => {
    await tx.query(lockMap, key);
    const [row] = await tx.query<{ notes: number }>(countNotes, key);
    if ((row?.notes ?? 0) >= MOST_NOTES)
      throw new DomainError('lanes.full', 409, `A map holds ${MOST_NOTES} notes at most: delete one that is settled.`);
    const told = follows ? JSON.stringify(follows) : null;
    const [added] = await tx.query<NoteRow>(insertNote, [...key, JSON.stringify(content), told, by]);
    await keepVersion(tx, place.workspaceId, added as NoteRow, content, by);
    return toNote(added as NoteRow);
  });
};
