import type { Note, NoteContent } from '@parcours/core';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import { updateNote, versionOf } from './lanes.sql.js';
import { checkStage, placeOf } from './mapPlace.js';
import {
  checkVersion,
  contentOf,
  type HeldNote,
  holdNote,
  keepVersion,
  type NotePlace,
  type NoteRow,
  toNote,
} from './note.js';

const write = async (
  tx: Sql,
  workspaceId: string,
  note: string,
  content: NoteContent | null,
  by: string,
): Promise<Note> => {
  const told = content === null ? null : JSON.stringify(content);
  const [row] = await tx.query<NoteRow>(updateNote, [workspaceId, note, told, by]);
  await keepVersion(tx, workspaceId, row as NoteRow, content, by);
  return toNote(row as NoteRow);
};

const checkStanding = ({ deleted }: HeldNote): void => {
  if (deleted)
    throw new DomainError('note.unknown', 404, 'This note was deleted; it can be restored from its history.');
};

const checkFollowed = ({ follows, content }: HeldNote, { lane, stage }: NoteContent): void => {
  if (follows && (lane !== 'problems' || stage !== content.stage))
    throw new DomainError('note.follows', 400, 'A problem that follows a friction stays in its lane and its stage.');
};

/**
 * Changes what a note says. `version` is the one that was read.
 * @throws DomainError model.unknown, note.unknown (404), stage.unknown, note.follows (400), note.changed (409)
 */
export const changeNote = async (
  { sql }: { sql: OperationalStore },
  at: NotePlace,
  { given, version, by }: { given: NoteContent; version: number; by: string },
): Promise<Note> => {
  checkStage(await placeOf({ sql }, at), given.stage);
  return sql.transaction(async (tx) => {
    const held = await holdNote(tx, at);
    checkStanding(held);
    checkVersion(held, version);
    checkFollowed(held, given);
    return write(tx, at.workspaceId, at.note, contentOf(given), by);
  });
};

/**
 * Takes a note off its map; its versions stay, and it can be restored.
 * @throws DomainError note.unknown (404)
 */
export const deleteNote = async ({ sql }: { sql: OperationalStore }, at: NotePlace, by: string): Promise<Note> =>
  sql.transaction(async (tx) => {
    checkStanding(await holdNote(tx, at));
    return write(tx, at.workspaceId, at.note, null, by);
  });

/**
 * Makes an earlier version the next one, also of a note that was deleted.
 * @throws DomainError model.unknown, note.unknown, version.unknown (404), stage.unknown (400)
 */
export const restoreNote = async (
  { sql }: { sql: OperationalStore },
  at: NotePlace,
  { version, by }: { version: number; by: string },
): Promise<Note> => {
  const place = await placeOf({ sql }, at);
  return sql.transaction(async (tx) => {
    await holdNote(tx, at);
    const [earlier] = await tx.query<{ content: NoteContent | null }>(versionOf, [at.workspaceId, at.note, version]);
    if (!earlier?.content)
      throw new DomainError('version.unknown', 404, `This note has no version ${version} to go back to.`);
    checkStage(place, earlier.content.stage);
    return write(tx, at.workspaceId, at.note, earlier.content, by);
  });
};
