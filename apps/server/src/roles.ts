import { DomainError } from '@parcours/engine';

/** Parts of the product that may run in processes of their own. */
export const ROLES = ['collect', 'situate', 'warehouse', 'engage', 'deliver', 'web'] as const;
export type Role = (typeof ROLES)[number];

const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);

/** The roles asked for, all of them when none is. @throws DomainError role.unknown, role.apart (400) */
export const rolesOf = (names: readonly string[] | undefined): ReadonlySet<Role> => {
  if (names === undefined || names.length === 0) return new Set(ROLES);
  const unknown = names.find((name) => !isRole(name));
  if (unknown !== undefined) {
    throw new DomainError('role.unknown', 400, `There is no role "${unknown}". The roles are ${ROLES.join(', ')}.`);
  }
  const roles = new Set(names.filter(isRole));
  if (roles.has('situate') !== roles.has('warehouse')) {
    throw new DomainError('role.apart', 400, 'The roles situate and warehouse run in one process: name both.');
  }
  return roles;
};
