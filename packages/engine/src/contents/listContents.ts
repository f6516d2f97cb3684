import type { Content } from '@parcours/core';
import { listKept } from '../definitions/keptVersions.js';
import type { Sql } from '../ports.js';
import { type ContentView, toView } from './content.js';

/** The contents of a workspace, the last saved first. */
export const listContents = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<ContentView[]> =>
  (await listKept<Content>(sql, workspaceId, 'content')).map(toView);
