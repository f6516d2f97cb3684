import { readTouchpoints, type Touchpoints } from '@parcours/core';
import { selectVersion } from '../definitions/definitions.sql.js';
import { DomainError, type Sql } from '../ports.js';
import { loadTouchpoints, type TouchpointsView } from './loadTouchpoints.js';
import { insertCatalogue } from './touchpoints.sql.js';

const TRIES = 5;

/** A catalogue sound by itself, from anything. @throws DomainError touchpoints.invalid (422) whose details are the problems */
export const soundTouchpoints = (input: unknown): Touchpoints => {
  const reading = readTouchpoints(input);
  if ('ok' in reading) return reading.ok;
  const [first] = reading.problems;
  const where = first?.path.length ? `${first.path.join('.')}: ` : '';
  const message = `This catalogue of touch points cannot be used: ${where}${first?.message.en ?? 'it is not one'}.`;
  throw new DomainError('touchpoints.invalid', 422, message, reading.problems.slice(0, 50));
};

interface Saving {
  readonly workspaceId: string;
  readonly savedBy: string | null;
}

const insert = async (sql: Sql, { workspaceId, savedBy }: Saving, catalogue: Touchpoints | null) => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const definition = catalogue && JSON.stringify(catalogue);
    const [saved] = await sql.query(insertCatalogue, [workspaceId, definition, savedBy]);
    if (saved) return loadTouchpoints({ sql }, workspaceId);
  }
  const message = 'Somebody else is saving the touch points at this moment. Try again.';
  throw new DomainError('touchpoints.busy', 409, message);
};

/**
 * Saves the whole catalogue as its next version. Interactions are classified when they are read, so it shows at once.
 * @throws DomainError touchpoints.invalid (422), touchpoints.busy (409)
 */
export const saveTouchpoints = async (
  { sql }: { sql: Sql },
  saving: Saving,
  input: unknown,
): Promise<TouchpointsView> => insert(sql, saving, soundTouchpoints(input));

/** Goes back to the presets; what was saved before can be restored. @throws DomainError touchpoints.busy (409) */
export const resetTouchpoints = ({ sql }: { sql: Sql }, saving: Saving): Promise<TouchpointsView> =>
  insert(sql, saving, null);

/** Makes an earlier version the next one. @throws DomainError version.unknown (404), touchpoints.busy (409) */
export const restoreTouchpoints = async (
  { sql }: { sql: Sql },
  saving: Saving,
  version: number,
): Promise<TouchpointsView> => {
  const place = [saving.workspaceId, 'touchpoints', 'touchpoints', version];
  const [row] = await sql.query<{ definition: unknown }>(selectVersion, place);
  if (!row) throw new DomainError('version.unknown', 404, `There is no version ${version} to restore.`);
  return insert(sql, saving, row.definition === null ? null : soundTouchpoints(row.definition));
};
