import type { Content, contentViewSchema } from '@parcours/core';
import type { z } from 'zod';
import { readOneKept, type StandingRow } from '../definitions/keptVersions.js';
import { DomainError, type Sql } from '../ports.js';

export type ContentView = z.infer<typeof contentViewSchema>;
export interface ContentPlace {
  readonly workspaceId: string;
  readonly id: string;
}

export const toView = ({ version, definition, saved_at, saved_by }: StandingRow<Content>): ContentView => ({
  content: definition,
  version,
  savedAt: saved_at.toISOString(),
  savedBy: saved_by,
});

export const unknownContent = (id: string): DomainError =>
  new DomainError('content.unknown', 404, `There is no content “${id}” in this workspace.`);

/** A content as it is, or as a version was. @throws DomainError content.unknown (404) */
export const readContent = async (
  { sql }: { sql: Sql },
  { workspaceId, id }: ContentPlace,
  version?: number,
): Promise<ContentView> => {
  const row = await readOneKept<Content>(sql, { workspaceId, kind: 'content', id }, version);
  if (!row) throw unknownContent(id);
  return toView(row);
};
