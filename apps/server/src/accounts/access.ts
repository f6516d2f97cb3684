import { PERMISSIONS, type Permission } from '@parcours/core';

/**
 * What a route takes: a permission in the workspace asked about; `member`, to be signed in or hold a key, whatever the
 * workspace; `command`, the token of the data folder; or nothing at all, for `anyone`.
 */
export type Access = Permission | 'member' | 'command' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route under /api declares it; a server with one that does not, does not start. */
    needs?: Access;
    /** What the audit log calls it, such as model.save; the method and the address when absent. */
    action?: string;
    /** False for what takes the right to change something, and changes nothing. */
    changes?: boolean;
    /** Where the workspace is named, if not by the query's `workspace`. */
    workspaceIn?: 'path';
  }
}

const OTHERS: readonly string[] = ['member', 'command', 'anyone'];

export const isPermission = (access: unknown): access is Permission =>
  (PERMISSIONS as readonly unknown[]).includes(access);

export const isAccess = (access: unknown): access is Access =>
  isPermission(access) || OTHERS.includes(access as string);
