import type { Sql } from '../ports.js';
import { insertKept, selectKept, selectOneKept } from './versions.sql.js';

export type KeptKind = 'content' | 'flow';
export interface KeptPlace {
  readonly workspaceId: string;
  readonly kind: KeptKind;
  readonly id: string;
}
/** A version as stored; null is a deletion. */
export interface VersionRow<T> {
  readonly id: string;
  readonly version: number;
  readonly definition: T | null;
  readonly saved_at: Date;
  readonly saved_by: string | null;
}
export type StandingRow<T> = VersionRow<T> & { readonly definition: T };

export interface Saving {
  readonly savedBy: string | null;
  /** The version that was read; any where absent. */
  readonly version?: number | undefined;
}

/** The newest version of each that is not deleted, the last saved first. */
export const listKept = <T>(sql: Sql, workspaceId: string, kind: KeptKind): Promise<StandingRow<T>[]> =>
  sql.query<StandingRow<T>>(selectKept, [workspaceId, kind]);

/** One of them as it is, or as a version was; null where there is none. */
export const readOneKept = async <T>(
  sql: Sql,
  { workspaceId, kind, id }: KeptPlace,
  version?: number,
): Promise<StandingRow<T> | null> => {
  const [row] = await sql.query<VersionRow<T>>(selectOneKept, [workspaceId, kind, id, version ?? null]);
  return row?.definition ? (row as StandingRow<T>) : null;
};

const TRIES = 5;

/** Saves the next version; null where somebody else saved one since the version that was read. */
export const saveKept = async <T>(
  sql: Sql,
  { workspaceId, kind, id }: KeptPlace,
  { savedBy, version }: Saving,
  definition: T | null,
): Promise<VersionRow<T> | null> => {
  const text = definition && JSON.stringify(definition);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = [workspaceId, kind, id, text, savedBy, version ?? null];
    const [saved] = await sql.query<VersionRow<T>>(insertKept, row);
    if (saved) return saved;
    if (version !== undefined) return null;
  }
  return null;
};
