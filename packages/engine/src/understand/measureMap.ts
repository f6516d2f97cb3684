import type { mapSchema, StageMovementKind } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { countPaces, type PaceCounts } from '../pace/countPaces.js';
import { loadPaceBook } from '../pace/paceBook.js';
import { type Period, periodOf } from '../page/period.js';
import type { Statement } from '../page/statement.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import {
  countAll,
  countPlaced,
  crossingsOfPeriod,
  flowsOfPeriod,
  type StandingAsked,
  standing,
  stuckCounts,
} from './map.sql.js';
import { EVERYBODY } from './mapPeople.sql.js';
import { measureStays, type Stay, stuckLimits } from './measureStays.js';
import { measureTouchpoints, type Touchpoint } from './measureTouchpoints.js';
import { addressOf, boundedFor, type MapAsked, readScene, type Scene } from './readScene.js';
import { toldPeriod } from './scope.js';
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

/** All of them, and those who stand anywhere where the stages do not tell by themselves. */
const countPeople = async (
  { sql }: ReadPorts,
  asked: StandingAsked,
): Promise<{ total: number; placed: number | null }> => {
  const count = async ({ text, parameters }: Statement): Promise<number> =>
    Object.values((await sql.query<Record<string, number>>(text, parameters))[0] ?? {})[0] ?? 0;
  const [total, placed] = await Promise.all([
    count(countAll(asked.of)),
    asked.several ? count(countPlaced(asked)) : null,
  ]);
  return { total, placed };
};

const totalsOf = (
  { total, placed }: { total: number; placed: number | null },
  standing: readonly StandingRow[],
): { total: number; placed: number } => ({
  total,
  placed: placed ?? standing.reduce((sum, { customers }) => sum + customers, 0),
});

const run = <Row>({ sql }: ReadPorts, { text, parameters }: Statement): Promise<Row[]> =>
  sql.query<Row>(text, parameters);

/** Where people of a map stand now, who is stuck, and at what pace they are. */
export const measureStanding = async (ports: ReadPorts, scene: Scene) => {
  const { workspaceId, live, model: row, persona, segment, where, of, people, now } = scene;
  const model = row.track;
  const asked = { of: people, model, several: row.definition.per !== undefined };
  const everybody = measureStays(ports, { workspaceId, model });
  const stuckNow = everybody.then((stays) =>
    run<{ stage: string; customers: number }>(ports, stuckCounts(asked, stuckLimits(stays, now))),
  );
  const bookNow = loadPaceBook(ports, workspaceId, live);
  const pacesNow = bookNow.then((book) => countPaces(ports, book, live, { of: people, track: model, persona, now }));
  const [book, stays, stuck, paces, stand, totals] = await Promise.all([
    bookNow,
    of.condition === EVERYBODY.condition
      ? everybody
      : measureStays({ warehouse: boundedFor(ports, scene) }, { workspaceId, model, of }),
    stuckNow,
    pacesNow,
    run<StandingRow>(ports, standing(asked, now)),
    countPeople(ports, asked),
  ]);
  // Curves are of everybody or of a persona; of other people their own stays tell.
  const known = segment === null && where.length === 0;
  const halfBy = (stage: string) => (known ? (book.limitsOf(model, stage, persona)?.half ?? null) : null);
  return { stays, stuck, paces, halfBy, standing: stand, totals: totalsOf(totals, stand) };
};

const measureMovements = async (ports: ReadPorts, scene: Scene, period: Period) => {
  const { workspaceId, model, of } = scene;
  const warehouse = boundedFor(ports, scene);
  const asked = { workspace: workspaceId, model: model.track, ...of.parameters, ...period };
  const [crossings, flows, touchpoints] = await Promise.all([
    warehouse.query<CrossingRow>(crossingsOfPeriod(of.condition), asked),
    warehouse.query<FlowRow>(flowsOfPeriod(of.condition), asked),
    loadTouchpoints(ports, workspaceId).then(({ catalogue }) =>
      measureTouchpoints({ warehouse }, { workspaceId, model: model.track, of, catalogue, ...period }),
    ),
  ]);
  return { crossings, flows, touchpoints };
};

/**
 * The journey map: where everyone, or those it is asked of [MAP-8], stand on a model now, how they moved over the period (by
 * default the last 30 days), who is stuck or stalled, where they meet the organisation, and what is worth doing.
 * @throws DomainError as readScene; period.invalid (400), analysis.costly (422)
 */
export const measureMap = async (ports: ReadPorts, workspaceId: string, asked: MapAsked): Promise<JourneyMap> => {
  const period = periodOf(asked, ports.clock.now());
  const scene = await readScene(ports, workspaceId, asked, period);
  const { model, persona, segment, where } = scene;
  const [current, moved] = await Promise.all([measureStanding(ports, scene), measureMovements(ports, scene, period)]);
  const figures = { ...current, ...moved };
  const stages = model.definition.stages.map((stage) => stageOf(stage.id, figures));
  const { totals } = current;
  return {
    model: model.definition,
    period: toldPeriod(period),
    ...{ persona, segment, where: [...where], customers: totals, stages },
    flows: moved.flows.map(toFlow),
    worthDoing: worthDoing({ of: addressOf({ ...scene, model: model.id }, period), period, totals, stages }),
  };
};
