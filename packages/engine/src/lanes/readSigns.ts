import { MOMENT_TRACK } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import type { Period } from '../page/period.js';
import { measureStanding } from '../understand/measureMap.js';
import { addressOf, type Scene } from '../understand/readScene.js';
import { askScoped } from '../understand/scope.js';
import { shareOf } from '../warehouse/idRange.js';
import type { MomentRow, Signs } from './frictions.js';
import { complaintsByStage, momentsByStage, presentInStages, type Ways, waysOfPeriod } from './measured.sql.js';

type Numbers<Row> = { [Name in keyof Row]: Row[Name] };

/** What every question on the lanes of a map is bound with. */
export const boundTo = ({ workspaceId, live, model, of }: Scene, period: Period) => ({
  ...{ workspace: workspaceId, model: model.track, moments: live.keyOf(MOMENT_TRACK) },
  ...of.parameters,
  ...period,
  ...shareOf(1, 1),
});

/**
 * What tells where a map's people are lost and won over a period, and where they stand now.
 * @throws DomainError analysis.costly (422)
 */
export const readSigns = async (
  ports: ReadPorts,
  scene: Scene,
  period: Period,
): Promise<{ signs: Signs; standing: ReadonlyMap<string, number> }> => {
  const parameters = boundTo(scene, period);
  const ask = <Row>(text: string) => askScoped<Numbers<Row>>(ports.warehouse, { text, parameters });
  const [now, present, ways, happened, complaints] = await Promise.all([
    measureStanding(ports, scene),
    ask<{ stage: string; customers: number }>(presentInStages(scene.of.condition)),
    ask<Ways & { stage: string }>(waysOfPeriod(scene.of.condition)),
    ask<MomentRow>(momentsByStage(scene.of.condition)),
    ask<{ stage: string; event: string; customers: number }>(complaintsByStage(scene.of.condition)),
  ]);
  const { model, live } = scene;
  const signs: Signs = {
    ...{ of: addressOf({ ...scene, model: model.id }, period), period, happened, complaints },
    stages: model.definition.stages.map(({ id }) => id),
    present: new Map(present.map(({ stage, customers }) => [stage, customers])),
    ways: new Map(ways.map(({ stage, ...counts }) => [stage, counts])),
    paces: now.paces,
    stuck: new Map(now.stuck.map(({ stage, customers }) => [stage, customers])),
    catalogue: live.definitions.moments,
  };
  return { signs, standing: new Map(now.standing.map(({ stage, customers }) => [stage, customers])) };
};
