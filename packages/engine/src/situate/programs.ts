import { compileModels, type Model, type Program } from '@parcours/core';
import type { Sql } from '../ports.js';
import { readModels } from './situate.sql.js';

/** The compiled models of each workspace, loaded when first asked for and again after a change. */
export interface Programs {
  of(workspaceId: string): Promise<Program>;
  forget(workspaceId: string): void;
}

export const loadPrograms = (sql: Sql): Programs => {
  const known = new Map<string, Promise<Program>>();
  const load = async (workspaceId: string): Promise<Program> => {
    const rows = await sql.query<{ definition: Model | null; timezone: string }>(readModels, [workspaceId]);
    const models = rows.flatMap(({ definition }) => (definition ? [definition] : []));
    return compileModels(models, rows[0]?.timezone ?? 'UTC');
  };
  return {
    of: (workspaceId) => {
      const found = known.get(workspaceId) ?? load(workspaceId);
      known.set(workspaceId, found);
      found.catch(() => known.delete(workspaceId));
      return found;
    },
    forget: (workspaceId) => {
      known.delete(workspaceId);
    },
  };
};
