import { isTimeZone, PRESETS, type workspaceSchema } from '@parcours/core';
import type { z } from 'zod';
import { insertPresets } from '../definitions/definitions.sql.js';
import { DomainError, type OperationalStore } from '../ports.js';
import { insertOwner, insertOwners, insertWorkspace } from './workspaces.sql.js';

export interface NewWorkspace {
  /** Lower-case letters, digits, - and _, starting with a letter or digit; at most 64. */
  readonly id: string;
  readonly name: string;
  /** IANA name: windows of days and months are counted in it. */
  readonly timezone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly demonstration?: z.infer<typeof workspaceSchema>['demonstration'];
  /** The person it belongs to; when absent, whoever owns a workspace already. */
  readonly owner?: string | undefined;
}

const checked = (given: NewWorkspace): NewWorkspace => {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(given.id)) {
    throw new DomainError('workspace.id', 400, 'A workspace id is lower-case letters, digits, - and _, at most 64.');
  }
  if (!isTimeZone(given.timezone)) {
    throw new DomainError('workspace.timezone', 400, `“${given.timezone}” is not a time zone, such as Europe/Paris.`);
  }
  return given;
};

/**
 * Creates a workspace with the presets as its active models. Safe to call again: an existing workspace stays as it is,
 * and one that was deleted stays deleted.
 * @returns whether it was created now
 * @throws DomainError workspace.id, workspace.timezone (400)
 */
export const createWorkspace = async (
  { sql }: { sql: OperationalStore },
  workspace: NewWorkspace,
): Promise<boolean> => {
  const { id, name, timezone, currency, demonstration, owner } = checked(workspace);
  return sql.transaction(async (tx) => {
    const facts = demonstration ? JSON.stringify(demonstration) : null;
    const created = await tx.query(insertWorkspace, [id, name, timezone, currency, facts]);
    if (created.length === 0) return false;
    await tx.query(insertPresets, [id, JSON.stringify(PRESETS)]);
    await (owner === undefined ? tx.query(insertOwners, [id]) : tx.query(insertOwner, [id, owner]));
    return true;
  });
};
