import type { LaneStage, measuredLanesSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { type Period, periodOf } from '../page/period.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { type MapAsked, readScene, type Scene } from '../understand/readScene.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { countOfPeriod } from '../understand/touchpoints.sql.js';
import { shareOf } from '../warehouse/idRange.js';
import { addresses, frictionsOf, type Signs, strengthsOf } from './frictions.js';
import { feedbackByStage, touchEffects } from './measured.sql.js';
import { boundTo, readSigns } from './readSigns.js';

export type MeasuredLanes = z.infer<typeof measuredLanesSchema>;

/** Interactions looked into at most, about, for touch points: beyond, a share of the people stands for all of them. */
const MOST = 150_000;

interface TouchRow {
  readonly stage: string;
  readonly name: string;
  readonly interactions: number;
  readonly customers: number;
  readonly forward: number;
  readonly other_customers: number;
  readonly other_forward: number;
}

const measureTouches = async (ports: ReadPorts, scene: Scene, period: Period): Promise<TouchRow[]> => {
  const { warehouse, sql } = ports;
  const bound = boundTo(scene, period);
  const [[counted], { catalogue }] = await Promise.all([
    warehouse.query<{ interactions: number }>(countOfPeriod, bound),
    loadTouchpoints({ sql }, scene.workspaceId),
  ]);
  const share = shareOf(Number(counted?.interactions ?? 0), MOST);
  const { text, parameters } = touchEffects(catalogue, scene.of.condition);
  return askScoped(warehouse, { text, parameters: { ...bound, ...share, ...parameters } });
};

type FeedbackRow = Omit<LaneStage['feedback'][number], 'query'> & { readonly stage: string };

const touchOf = ({ name, interactions, customers, forward, ...other }: TouchRow) => ({
  ...{ name, interactions, customers, forward },
  others: { customers: other.other_customers, forward: other.other_forward },
});

interface Measured {
  readonly scene: Scene;
  readonly signs: Signs;
  readonly standing: ReadonlyMap<string, number>;
  readonly touches: readonly TouchRow[];
  readonly feedback: readonly FeedbackRow[];
}

const momentsOf = (id: string, { signs }: Measured): LaneStage['moments'] =>
  signs.happened.flatMap(({ stage, id: moment, customers, times }) => {
    const known = stage === id ? signs.catalogue.find((one) => one.id === moment) : undefined;
    if (!known) return [];
    const { name, effect } = known;
    return [{ id: moment, name, effect, customers, times, query: addresses(signs).moment(moment, id) }];
  });

const stageOf = (stage: Scene['model']['definition']['stages'][number], measured: Measured): LaneStage => {
  const { id, objective, action } = stage;
  const { signs, standing, touches, feedback } = measured;
  const ways = signs.ways.get(id);
  return {
    ...{ id, objective, action },
    customers: standing.get(id) ?? 0,
    present: signs.present.get(id) ?? 0,
    ...{ entered: ways?.entered ?? 0, forward: ways?.forward ?? 0, back: ways?.back ?? 0 },
    touchpoints: touches.filter((row) => row.stage === id).map(touchOf),
    moments: momentsOf(id, measured),
    feedback: feedback
      .filter((row) => row.stage === id)
      .map(({ stage: _, ...row }) => ({ ...row, query: addresses(signs).did(row.event, id) })),
  };
};

/**
 * The measured lanes of a journey map over a period, by default the last 30 days, of everybody or of some [MAP-8]: what each stage is for, people and flow,
 * touch points and how people moved after them, moments of truth, feedback, and where people are lost and won.
 * @throws DomainError as readScene; period.invalid (400), analysis.costly (422)
 */
export const measureLanes = async (ports: ReadPorts, workspaceId: string, asked: MapAsked): Promise<MeasuredLanes> => {
  const period = periodOf(asked, ports.clock.now());
  const scene = await readScene(ports, workspaceId, asked, period);
  const [{ signs, standing }, touches, feedback] = await Promise.all([
    readSigns(ports, scene, period),
    measureTouches(ports, scene, period),
    askScoped<FeedbackRow>(ports.warehouse, {
      text: feedbackByStage(scene.of.condition),
      parameters: boundTo(scene, period),
    }),
  ]);
  const measured = { scene, signs, standing, touches, feedback };
  return {
    model: scene.model.id,
    ...{ persona: scene.persona, segment: scene.segment, where: [...scene.where] },
    period: toldPeriod(period),
    stages: scene.model.definition.stages.map((stage) => stageOf(stage, measured)),
    frictions: frictionsOf(signs),
    strengths: strengthsOf(signs),
  };
};
