import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { personaOf } from '../definitions/personaOf.js';
import { chooseModel, type ModelRow } from '../models/listModels.js';
import { DomainError, type Sql } from '../ports.js';

/** A journey map: of a model, and of a persona or of everybody. */
export interface MapAsked {
  readonly workspaceId: string;
  readonly model: string;
  readonly persona?: string | undefined;
}

/** A map that is there. */
export interface MapPlace {
  readonly workspaceId: string;
  readonly model: ModelRow;
  readonly persona: string | null;
}

/** @throws DomainError model.unknown, persona.unknown (404) */
export const placeOf = async ({ sql }: { sql: Sql }, { workspaceId, model, persona }: MapAsked): Promise<MapPlace> => {
  const live = await loadDefinitions({ sql }, workspaceId);
  return { workspaceId, model: chooseModel(live, model), persona: personaOf(live, persona) };
};

/** The map's key in the store; everybody's is ''. */
export const keyOfMap = ({ workspaceId, model, persona }: MapPlace): [string, string, string] => [
  workspaceId,
  model.id,
  persona ?? '',
];

/** @throws DomainError stage.unknown (400) */
export const checkStage = ({ model }: MapPlace, stage: string): void => {
  if (model.definition.stages.some(({ id }) => id === stage)) return;
  throw new DomainError('stage.unknown', 400, `The model “${model.id}” has no stage “${stage}”.`);
};
