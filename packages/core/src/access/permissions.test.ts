import { describe, expect, it } from 'vitest';
import { can, isChange, keyCan, PERMISSIONS, ROLES, rolesWith } from './permissions.js';

const granted = (role: (typeof ROLES)[number]) => PERMISSIONS.filter((permission) => can(role, permission));

describe('[ACCESS-1] the table of permissions', () => {
  it('gives an owner everything, and nobody more than an owner', () => {
    expect(granted('owner')).toEqual([...PERMISSIONS]);
  });

  it('gives an editor all but people, keys, erasure, the workspace and the audit log', () => {
    expect(granted('editor')).toEqual(['read', 'personal', 'preview', 'define', 'sources']);
  });

  it('lets an analyst count and preview, without personal data', () => {
    expect(granted('analyst')).toEqual(['read', 'preview']);
  });

  it('lets a viewer read, and change nothing', () => {
    expect(granted('viewer')).toEqual(['read', 'personal']);
    expect(granted('viewer').filter(isChange)).toEqual([]);
    expect(granted('analyst').filter(isChange)).toEqual([]);
  });

  it('keeps people and workspaces from keys, whatever their role', () => {
    expect(PERMISSIONS.filter((permission) => can('owner', permission) && !keyCan('owner', permission))).toEqual([
      'people',
      'workspace',
    ]);
    for (const role of ROLES)
      for (const permission of PERMISSIONS) if (keyCan(role, permission)) expect(can(role, permission)).toBe(true);
  });

  it('names the roles that permit something', () => {
    expect(rolesWith('define')).toEqual(['owner', 'editor']);
  });
});
