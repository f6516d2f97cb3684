import type { ContentMatrix } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { chooseModel } from '../models/listModels.js';
import type { Sql } from '../ports.js';
import { listContents } from './listContents.js';

/**
 * [CONTENT-7] What there is to say in each stage to each persona. A content for everybody counts for every persona; where no
 * persona is defined there is one column, for everybody.
 * @throws DomainError model.unknown (404), model.none (400)
 */
export const contentMatrix = async (
  ports: { sql: Sql },
  workspaceId: string,
  asked: string | undefined,
): Promise<ContentMatrix> => {
  const [live, contents] = await Promise.all([loadDefinitions(ports, workspaceId), listContents(ports, workspaceId)]);
  const { id: model, definition } = chooseModel(live, asked);
  const all = live.definitions.personas;
  const personas = all ? [...all.personas, all.fallback].map(({ id, name }) => ({ id, name })) : [];
  const columns = personas.length > 0 ? personas.map(({ id }) => id) : [null];
  const serving = (stage: string, persona: string | null) =>
    contents
      .filter(({ content }) => content.stages.some((one) => one.model === model && one.stage === stage))
      .filter(({ content }) => persona === null || content.personas.length === 0 || content.personas.includes(persona))
      .map(({ content: { id, name, channel, action } }) => ({ id, name, channel, action }));
  return {
    model,
    stages: definition.stages.map(({ id, name, action }) => ({ id, name, action })),
    personas,
    cells: definition.stages.flatMap(({ id: stage }) =>
      columns.map((persona) => ({ stage, persona, contents: serving(stage, persona) })),
    ),
  };
};
