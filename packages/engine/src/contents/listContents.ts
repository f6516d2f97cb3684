import type { Content } from '@parcours/core';
import type { Sql } from '../ports.js';
import { type ContentRow, type ContentView, toView } from './content.js';
import { selectContents } from './contents.sql.js';

/** The contents of a workspace, the last saved first. */
export const listContents = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<ContentView[]> =>
  (await sql.query<ContentRow & { definition: Content }>(selectContents, [workspaceId])).map(toView);
