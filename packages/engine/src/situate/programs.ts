import { compileDefinitions, type Program } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import type { Sql } from '../ports.js';

/** The compiled definitions of each workspace, loaded when first asked for and again after a change. */
export interface Programs {
  of(workspaceId: string): Promise<Program>;
  forget(workspaceId: string): void;
}

export const loadPrograms = (sql: Sql): Programs => {
  const known = new Map<string, Promise<Program>>();
  const load = async (workspaceId: string): Promise<Program> => {
    const { definitions, timezone, keyOf, generation } = await loadDefinitions({ sql }, workspaceId);
    return compileDefinitions(definitions, timezone, { keyOf, generation });
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
