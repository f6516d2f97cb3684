import type { Note, NoteContent } from '@parcours/core';
import { DomainError, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { insertVersion, noteOf } from './lanes.sql.js';

export interface NoteRow {
  readonly id: string;
  readonly version: number;
  readonly content: NoteContent;
  readonly follows: Note['follows'];
  readonly changed_at: Date;
  readonly changed_by: string;
}

/** A note as it stands in the store, deleted or not. */
export interface HeldNote extends NoteRow {
  readonly deleted: boolean;
  readonly persona: string;
}

/** Where a note is: its model, and its id. */
export interface NotePlace {
  readonly workspaceId: string;
  readonly model: string;
  readonly note: string;
}

export const toNote = ({ id, version, content, follows, changed_at, changed_by }: NoteRow): Note => ({
  id,
  version,
  ...content,
  follows,
  changedAt: changed_at.toISOString(),
  changedBy: changed_by,
});

/** What is kept of a note: nothing but what it says, as both stores can hold it. */
export const contentOf = ({ stage, lane, text, owner, state, date }: NoteContent): NoteContent => ({
  stage,
  lane,
  text: wellFormed(text),
  owner: owner === null ? null : wellFormed(owner),
  state,
  date,
});

/**
 * The note, held until the transaction ends.
 * @throws DomainError note.unknown (404)
 */
export const holdNote = async (tx: Sql, { workspaceId, model, note }: NotePlace): Promise<HeldNote> => {
  const [held] = await tx.query<HeldNote>(noteOf, [workspaceId, model, note]);
  if (!held) throw new DomainError('note.unknown', 404, 'There is no such note on this map.');
  return held;
};

/** @throws DomainError note.changed (409) when somebody else saved another version meanwhile */
export const checkVersion = ({ version, changed_by }: NoteRow, known: number): void => {
  if (version === known) return;
  const message = `${changed_by} changed this note meanwhile (version ${version}). Look at it again, then save.`;
  throw new DomainError('note.changed', 409, message, { version });
};

/** Keeps a version for ever; null is a deletion. */
export const keepVersion = (
  tx: Sql,
  workspaceId: string,
  { id, version }: Pick<NoteRow, 'id' | 'version'>,
  content: NoteContent | null,
  by: string,
): Promise<unknown> =>
  tx.query(insertVersion, [workspaceId, id, version, content === null ? null : JSON.stringify(content), by]);
