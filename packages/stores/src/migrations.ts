import { DomainError } from '@parcours/engine/ports';

/** @throws DomainError database_newer when a migration was applied that this version does not know. */
export const refuseNewer = (which: string, applied: Iterable<string>, known: readonly { id: string }[]): void => {
  const ids = new Set(known.map(({ id }) => id));
  const unknown = [...applied].filter((id) => !ids.has(id));
  if (unknown.length === 0) return;
  throw new DomainError(
    'database_newer',
    409,
    `The ${which} database was made by a later version of Parcours (${unknown.join(', ')}). ` +
      'Start that version, or restore a copy of the data made before the update.',
    { unknown },
  );
};
