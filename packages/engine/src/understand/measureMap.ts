import { HALF_LIFE, type Model, type mapSchema, PERSONA_TRACK, type StageMovementKind } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { personaOf } from '../definitions/personaOf.js';
import { chooseModel, type ModelRow } from '../models/listModels.js';
import { countPaces, type PaceCounts } from '../pace/countPaces.js';
import { loadPaceBook } from '../pace/paceBook.js';
import { type Period, periodOf } from '../page/period.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { countAll, countPlaced, crossingsOfPeriod, flowsOfPeriod, standing, stuckCounts } from './map.sql.js';
import { EVERYBODY, measureStays, type OfPersona, type Stay, stuckLimits } from './measureStays.js';
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
  readonly paces: ReadonlyMap<string, PaceCounts>;
  /** In ms, by which half of those who move on have, where it is measured. */
  readonly halfBy: (stage: string) => number | null;
  readonly touchpoints: ReadonlyMap<string, readonly Touchpoint[]>;
}

const DAY = 86_400_000;
const tenth = (value: number): number => Math.round(value * 10) / 10;

const stageOf = (id: string, figures: Figures): MapStage => {
  const here = figures.standing.find(({ stage }) => stage === id);
  const crossed = figures.crossings.find(({ stage }) => stage === id);
  const half = figures.halfBy(id) ?? figures.stays.get(id)?.median;
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
    medianDays: half === undefined ? null : tenth(half / DAY),
    stuck: figures.stuck.find(({ stage }) => stage === id)?.customers ?? 0,
    stalled: figures.paces.get(id)?.stalled ?? null,
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

/** A map's model, whom it is of, and the instant it is asked at. */
export interface Scene {
  readonly workspaceId: string;
  readonly live: Live;
  readonly model: ModelRow;
  readonly persona: string | null;
  readonly of: OfPersona;
  readonly now: number;
}

/** Everybody, and those who stand anywhere where the stages do not tell by themselves. */
const countPeople = async (
  sql: ReadPorts['sql'],
  several: boolean,
  [workspaceId, model, persona, personas]: readonly [string, string, string | null, string],
): Promise<{ total: number; placed: number | null }> => {
  const [all, placed] = await Promise.all([
    sql.query<{ total: number }>(countAll, [workspaceId, persona, personas]),
    several ? sql.query<{ placed: number }>(countPlaced, [workspaceId, model, persona, personas]) : [],
  ]);
  return { total: all[0]?.total ?? 0, placed: placed[0]?.placed ?? null };
};

const totalsOf = (
  { total, placed }: { total: number; placed: number | null },
  standing: readonly StandingRow[],
): { total: number; placed: number } => ({
  total,
  placed: placed ?? standing.reduce((sum, { customers }) => sum + customers, 0),
});

/** Where people of a map stand now, who is stuck, and at what pace they are. */
export const measureStanding = async (ports: ReadPorts, { workspaceId, live, model: row, persona, of, now }: Scene) => {
  const { sql } = ports;
  const several = row.definition.per !== undefined;
  const [model, personas] = [row.track, live.keyOf(PERSONA_TRACK)];
  const everybody = measureStays(ports, { workspaceId, model });
  const stuckNow = everybody.then((stays) =>
    sql.query<{ stage: string; customers: number }>(stuckCounts(several), [
      ...[workspaceId, model, ...stuckLimits(stays, now), persona, personas],
    ]),
  );
  const bookNow = loadPaceBook(ports, workspaceId, live);
  const pacesNow = bookNow.then((book) => countPaces(ports, book, live, { workspaceId, track: model, persona, now }));
  const [book, stays, stuck, paces, stand, totals] = await Promise.all([
    bookNow,
    persona === null ? everybody : measureStays(ports, { workspaceId, model, of }),
    stuckNow,
    pacesNow,
    sql.query<StandingRow>(standing(several), [workspaceId, model, now, HALF_LIFE, persona, personas]),
    countPeople(sql, several, [workspaceId, model, persona, personas]),
  ]);
  const halfBy = (stage: string) => book.limitsOf(model, stage, persona)?.half ?? null;
  return { stays, stuck, paces, halfBy, standing: stand, totals: totalsOf(totals, stand) };
};

const measureMovements = async ({ sql, warehouse }: ReadPorts, { workspaceId, model, of }: Scene, period: Period) => {
  const asked = { workspace: workspaceId, model: model.track, ...of, ...period };
  const [crossings, flows, touchpoints] = await Promise.all([
    warehouse.query<CrossingRow>(crossingsOfPeriod, asked),
    warehouse.query<FlowRow>(flowsOfPeriod, asked),
    loadTouchpoints({ sql }, workspaceId).then(({ catalogue }) =>
      measureTouchpoints({ warehouse }, { workspaceId, model: model.track, of, catalogue, ...period }),
    ),
  ]);
  return { crossings, flows, touchpoints };
};

/** @throws DomainError model.unknown, persona.unknown (404) */
export const readScene = async (
  ports: ReadPorts,
  workspaceId: string,
  asked: { readonly model: string; readonly persona?: string | undefined },
): Promise<Scene> => {
  const live = await loadDefinitions(ports, workspaceId);
  const model = chooseModel(live, asked.model);
  const persona = personaOf(live, asked.persona);
  const of = persona === null ? EVERYBODY : { persona, personas: live.keyOf(PERSONA_TRACK) };
  return { workspaceId, live, model, persona, of, now: ports.clock.now() };
};

interface MapAsked {
  readonly model: string;
  readonly persona?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The journey map: where everyone, or everyone of a persona, stands on a model now, how they moved over the period (by default
 * the last 30 days), who is stuck or stalled, where they meet the organisation, and what is worth doing.
 * @throws DomainError model.unknown, persona.unknown (404), period.invalid (400)
 */
export const measureMap = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: id, persona: asked, from, to }: MapAsked,
): Promise<JourneyMap> => {
  const period = periodOf({ from, to }, ports.clock.now());
  const scene = await readScene(ports, workspaceId, { model: id, persona: asked });
  const { model, persona } = scene;
  const [current, moved] = await Promise.all([measureStanding(ports, scene), measureMovements(ports, scene, period)]);
  const figures = { ...current, ...moved };
  const stages = model.definition.stages.map((stage) => stageOf(stage.id, figures));
  const flows = moved.flows.map(toFlow);
  return toMap(model.definition, period, { persona, totals: current.totals, stages, flows });
};

const toMap = (
  model: Model,
  { from, to }: Period,
  {
    persona,
    totals,
    stages,
    flows,
  }: Pick<JourneyMap, 'persona' | 'stages' | 'flows'> & { totals: { total: number; placed: number } },
): JourneyMap => {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const worth = worthDoing({ model: model.id, persona, period, totals, stages });
  return { model, period, persona, customers: totals, stages, flows, worthDoing: worth };
};
