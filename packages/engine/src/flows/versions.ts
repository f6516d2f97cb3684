import { type Flow, flowSchema } from '@parcours/core';
import type { Sql } from '../ports.js';
import { selectVersionsOf } from './runtime.sql.js';

interface Wanted {
  readonly flow: string;
  readonly version: number;
}
const keyOf = (flow: string, version: number): string => `${flow} ${version}`;

/** Versions of flows, as a function of id and version; null for one that is not there. */
export const loadVersions = async (
  sql: Sql,
  workspaceId: string,
  wanted: readonly Wanted[],
): Promise<(flow: string, version: number) => Flow | null> => {
  const different = [...new Map(wanted.map((one) => [keyOf(one.flow, one.version), one])).values()];
  const rows = await sql.query<{ id: string; version: number; definition: unknown }>(selectVersionsOf, [
    workspaceId,
    different.map(({ flow }) => flow),
    different.map(({ version }) => version),
  ]);
  const found = new Map(rows.map((row) => [keyOf(row.id, row.version), flowSchema.parse(row.definition)]));
  return (flow, version) => found.get(keyOf(flow, version)) ?? null;
};
