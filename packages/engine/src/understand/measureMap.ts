import { HALF_LIFE, type Model, type mapSchema, type StageMovementKind } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { findModel, type ModelRow } from '../models/listModels.js';
import { type Period, periodOf } from '../page/period.js';
import { crossingsOfPeriod, flowsOfPeriod, placed, standing, stuckCounts } from './map.sql.js';
import { measureStays, type Stay, stuckLimits } from './measureStays.js';
import { measureTouchpoints, type Touchpoint } from './measureTouchpoints.js';
import { type MapStage, worthDoing } from './worthDoing.js';

export type JourneyMap = z.infer<typeof mapSchema>;

interface StandingRow {
  readonly stage: string;
  readonly customers: number;
  readonly velocity: number;
  readonly advancing: number;
  readonly receding: number;
}
interface CrossingRow {
  readonly stage: string;
  readonly entered: number;
  readonly forward: number;
  readonly back: number;
  readonly fell_in: number;
}
interface FlowRow {
  readonly from_stage: string;
  readonly to_stage: string;
  readonly kind: StageMovementKind;
  readonly movements: number;
  readonly customers: number;
}
interface Figures {
  readonly standing: readonly StandingRow[];
  readonly crossings: readonly CrossingRow[];
  readonly stays: ReadonlyMap<string, Stay>;
  readonly stuck: readonly { readonly stage: string; readonly customers: number }[];
  readonly touchpoints: ReadonlyMap<string, readonly Touchpoint[]>;
}

const DAY = 86_400_000;
const tenth = (value: number): number => Math.round(value * 10) / 10;

const stageOf = (id: string, figures: Figures): MapStage => {
  const here = figures.standing.find(({ stage }) => stage === id);
  const crossed = figures.crossings.find(({ stage }) => stage === id);
  const stay = figures.stays.get(id);
  const { customers = 0, advancing = 0, receding = 0, velocity = 0 } = here ?? {};
  return {
    id,
    customers,
    entered: Number(crossed?.entered ?? 0),
    forward: Number(crossed?.forward ?? 0),
    back: Number(crossed?.back ?? 0),
    fellIn: Number(crossed?.fell_in ?? 0),
    velocity,
    directions: { advancing, steady: Math.max(0, customers - advancing - receding), receding },
    medianDays: stay ? tenth(stay.median / DAY) : null,
    stuck: figures.stuck.find(({ stage }) => stage === id)?.customers ?? 0,
    touchpoints: [...(figures.touchpoints.get(id) ?? [])],
  };
};

const toFlow = ({ from_stage, to_stage, kind, movements, customers }: FlowRow): JourneyMap['flows'][number] => ({
  from: from_stage === '' ? null : from_stage,
  to: to_stage,
  kind,
  movements: Number(movements),
  customers: Number(customers),
});

const measureStanding = async (
  { sql, warehouse }: ReadPorts,
  workspaceId: string,
  { track: model, definition }: ModelRow,
  now: number,
) => {
  const several = definition.per !== undefined;
  const staysNow = measureStays({ warehouse }, { workspaceId, model });
  const stuckNow = staysNow.then((stays) =>
    sql.query<{ stage: string; customers: number }>(stuckCounts(several), [
      workspaceId,
      model,
      ...stuckLimits(stays, now),
    ]),
  );
  const [stays, stuck, stand, totals] = await Promise.all([
    staysNow,
    stuckNow,
    sql.query<StandingRow>(standing(several), [workspaceId, model, now, HALF_LIFE]),
    sql.query<{ total: number; placed: number }>(placed(several), [workspaceId, model]),
  ]);
  return { stays, stuck, standing: stand, totals: totals[0] ?? { total: 0, placed: 0 } };
};

const measureMovements = async ({ warehouse }: ReadPorts, workspaceId: string, model: string, period: Period) => {
  const asked = { workspace: workspaceId, model, ...period };
  const [crossings, flows, touchpoints] = await Promise.all([
    warehouse.query<CrossingRow>(crossingsOfPeriod, asked),
    warehouse.query<FlowRow>(flowsOfPeriod, asked),
    measureTouchpoints({ warehouse }, { workspaceId, model, ...period }),
  ]);
  return { crossings, flows, touchpoints };
};

/**
 * The journey map: where everyone stands on a model now, how they moved over the period (by default the last 30 days),
 * who is stuck, where they meet the organisation, and what is worth doing.
 * @throws DomainError model.unknown (404), period.invalid (400)
 */
export const measureMap = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: id, from, to }: { model: string; from?: string | undefined; to?: string | undefined },
): Promise<JourneyMap> => {
  const now = ports.clock.now();
  const period = periodOf({ from, to }, now);
  const found = await findModel(ports, workspaceId, id);
  const { definition, track } = found;
  const [current, moved] = await Promise.all([
    measureStanding(ports, workspaceId, found, now),
    measureMovements(ports, workspaceId, track, period),
  ]);
  const figures = { ...current, ...moved };
  const stages = definition.stages.map((stage) => stageOf(stage.id, figures));
  return toMap(definition, period, { totals: current.totals, stages, flows: moved.flows.map(toFlow) });
};

const toMap = (
  model: Model,
  { from, to }: Period,
  { totals, stages, flows }: Pick<JourneyMap, 'stages' | 'flows'> & { totals: { total: number; placed: number } },
): JourneyMap => {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return {
    model,
    period,
    customers: totals,
    stages,
    flows,
    worthDoing: worthDoing({ model: model.id, period, totals, stages }),
  };
};
