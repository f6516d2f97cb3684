import { type Content, contentSchema, readBy } from '@parcours/core';
import { type Saving, saveKept, type VersionRow } from '../definitions/keptVersions.js';
import { DomainError, type Sql } from '../ports.js';
import { type ContentPlace, type ContentView, readContent, toView } from './content.js';
import { inspectContent } from './inspectContent.js';
import { listContents } from './listContents.js';

/** Contents of one workspace at most. */
export const MOST_CONTENTS = 500;

const refuse = (problems: readonly { path: readonly (string | number)[]; message: { en: string } }[]): never => {
  const [first] = problems;
  const where = first?.path.length ? `${first.path.join('.')}: ` : '';
  const message = `This content cannot be used: ${where}${first?.message.en ?? 'it is not one'}.`;
  throw new DomainError('content.invalid', 422, message, problems.slice(0, 50));
};

/** A content sound in its form, from anything. @throws DomainError content.invalid (422) whose details are the problems */
export const readContentForm = (input: unknown): Content => {
  const reading = readBy<Content>(contentSchema, input);
  return 'problems' in reading ? refuse(reading.problems) : reading.ok;
};

const keep = async (
  sql: Sql,
  { workspaceId, id }: ContentPlace,
  saving: Saving,
  content: Content | null,
): Promise<VersionRow<Content>> => {
  const saved = await saveKept(sql, { workspaceId, kind: 'content', id }, saving, content);
  if (saved) return saved;
  const message = 'Somebody else saved this content meanwhile. Read it again, then save yours.';
  throw new DomainError('content.changed', 409, message);
};

/**
 * [CONTENT-1] Saves a content as its next version.
 * @throws DomainError content.invalid (422) whose details are the problems, content.id (400), content.changed, contents.full (409)
 */
export const saveContent = async (
  { sql }: { sql: Sql },
  place: ContentPlace,
  input: unknown,
  saving: Saving,
): Promise<ContentView> => {
  const content = readContentForm(input);
  if (content.id !== place.id)
    throw new DomainError(
      'content.id',
      400,
      `The content says its id is “${content.id}”, the address says “${place.id}”.`,
    );
  const errors = (await inspectContent({ sql }, place.workspaceId, content)).filter(({ level }) => level === 'error');
  if (errors.length > 0) refuse(errors);
  const known = await listContents({ sql }, place.workspaceId);
  if (known.length >= MOST_CONTENTS && !known.some((one) => one.content.id === place.id))
    throw new DomainError('contents.full', 409, `A workspace holds ${MOST_CONTENTS} contents at most: delete one.`);
  return toView({ ...(await keep(sql, place, saving, content)), definition: content });
};

/** Deletes a content; its versions stay. @throws DomainError content.unknown (404) */
export const deleteContent = async (
  { sql }: { sql: Sql },
  place: ContentPlace,
  savedBy: string | null,
): Promise<number> => {
  const { version } = await readContent({ sql }, place);
  return (await keep(sql, place, { savedBy, version }, null)).version;
};
