import type { DefinitionKind } from '@parcours/core';
import { DomainError } from '../ports.js';
import type { Change } from '../replay/draft.js';
import type { ReplayView } from '../replay/replayView.js';
import { type SavePorts, startReplay } from '../replay/startReplay.js';
import { selectVersion } from './definitions.sql.js';
import { loadDefinitions } from './loadDefinitions.js';
import { NAMES, readSound } from './readSound.js';

export interface DefinitionPlace {
  readonly workspaceId: string;
  readonly kind: DefinitionKind;
  /** `personas` and `moments` are the one id of their kinds. */
  readonly id: string;
}

/** The definition, sound by itself and under the id of its address. */
const readNamed = ({ kind, id }: DefinitionPlace, input: unknown): unknown => {
  const definition = readSound(kind, input);
  const own = (definition as { id?: string }).id;
  if (own !== undefined && own !== id)
    throw new DomainError(`${kind}.id`, 400, `The ${NAMES[kind]} says its id is “${own}”, the address says “${id}”.`);
  return definition;
};

const exists = async ({ operational }: SavePorts, { workspaceId, kind, id }: DefinitionPlace): Promise<boolean> => {
  const { stored } = await loadDefinitions({ sql: operational }, workspaceId);
  return stored.some((one) => one.kind === kind && one.id === id);
};

const start = (ports: SavePorts, place: DefinitionPlace, change: Omit<Change, 'kind' | 'id'>, savedBy: string | null) =>
  startReplay(ports, {
    workspaceId: place.workspaceId,
    changes: [{ kind: place.kind, id: place.id, ...change }],
    savedBy,
  });

/**
 * Saves a definition as its next version; live once its replay is done.
 * @throws DomainError <kind>.invalid, definition.invalid, definition.used (422) whose details are the problems; <kind>.id (400)
 */
export const saveDefinition = async (
  ports: SavePorts,
  place: DefinitionPlace,
  input: unknown,
  savedBy: string | null,
): Promise<ReplayView> => {
  const definition = readNamed(place, input);
  const change = (await exists(ports, place)) ? 'update' : 'create';
  return start(ports, place, { change, definition }, savedBy);
};

const unknown = ({ kind, id }: DefinitionPlace): DomainError =>
  new DomainError(`${kind}.unknown`, 404, `There is no ${NAMES[kind]} “${id}” in this workspace.`);

/** Deletes a definition; its versions stay, to be restored. @throws DomainError <kind>.unknown (404), definition.used (422) */
export const deleteDefinition = async (
  ports: SavePorts,
  place: DefinitionPlace,
  savedBy: string | null,
): Promise<ReplayView> => {
  if (!(await exists(ports, place))) throw unknown(place);
  return start(ports, place, { change: 'delete', definition: null }, savedBy);
};

/** Makes an earlier version the next one. @throws DomainError version.unknown (404), and as saveDefinition */
export const restoreDefinition = async (
  ports: SavePorts,
  place: DefinitionPlace,
  version: number,
  savedBy: string | null,
): Promise<ReplayView> => {
  const [row] = await ports.operational.query<{ definition: unknown }>(selectVersion, [
    place.workspaceId,
    place.kind,
    place.id,
    version,
  ]);
  if (!row || row.definition === null)
    throw new DomainError('version.unknown', 404, `There is no version ${version} to restore.`);
  return start(ports, place, { change: 'restore', definition: readNamed(place, row.definition) }, savedBy);
};
