import type { versionSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Sql } from '../ports.js';
import { selectVersions } from './definitions.sql.js';
import type { DefinitionPlace } from './saveDefinition.js';

export type Version = z.infer<typeof versionSchema>;
interface VersionRow {
  readonly version: number;
  readonly definition: unknown;
  readonly saved_at: Date;
  readonly saved_by: string | null;
}

/** Every version of a definition that was live, newest first; none where there never was one. */
export const listVersions = async (
  { sql }: { sql: Sql },
  {
    workspaceId,
    kind,
    id,
  }: Omit<DefinitionPlace, 'kind'> & { readonly kind: DefinitionPlace['kind'] | 'touchpoints' | 'content' | 'flow' },
): Promise<Version[]> =>
  (await sql.query<VersionRow>(selectVersions, [workspaceId, kind, id])).map((row) => ({
    version: row.version,
    definition: row.definition,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by,
  }));
