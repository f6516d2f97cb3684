import { setImmediate as otherWork } from 'node:timers/promises';
import { kaplanMeier, PERSONA_TRACK, paceLimits, type SurvivalStep, type Tally, thinned } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { modelsOf } from '../models/listModels.js';
import type { Clock, OperationalStore, Warehouse } from '../ports.js';
import { deleteCurves, insertCurves, movementsByWorkspace, saveMeasure, staysByPersona } from './pace.sql.js';

export interface PacePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}

/** A step as stored: time in ms, survival, its interval, how many were at risk. */
export type StoredStep = readonly [
  time: number,
  survival: number,
  low: number | null,
  high: number | null,
  atRisk: number,
];

/** Steps kept of a curve: enough for a drawing. */
const MOST_STEPS = 200;
/** All, whatever their persona. */
const EVERYBODY = '';

type Stays = Map<string, Map<string, Tally[]>>;

const gather = async (
  { warehouse }: PacePorts,
  asked: { workspace: string; model: string; personas: string; now: number },
): Promise<Stays> => {
  const stays: Stays = new Map();
  const add = (stage: string, persona: string, tally: Tally): void => {
    const ofStage = stays.get(stage) ?? new Map<string, Tally[]>();
    stays.set(stage, ofStage);
    const tallies = ofStage.get(persona) ?? [];
    ofStage.set(persona, tallies);
    tallies.push(tally);
  };
  for await (const rows of warehouse.stream(staysByPersona, asked)) {
    for (const [stage, persona, took, left, others] of rows as [string, string, string | number, number, number][]) {
      const tally = { time: Number(took), events: left, censored: others };
      add(stage, EVERYBODY, tally);
      if (persona !== EVERYBODY) add(stage, persona, tally);
    }
  }
  return stays;
};

const stored = ({ time, survival, low, high, atRisk }: SurvivalStep): StoredStep => [time, survival, low, high, atRisk];

const curveOf = (track: string, stage: string, persona: string, tallies: readonly Tally[]) => {
  const steps = kaplanMeier(tallies);
  const limits = paceLimits(steps);
  return {
    ...{ track, stage, persona },
    stays: steps[0]?.atRisk ?? 0,
    left_up: steps.reduce((sum, { events }) => sum + events, 0),
    ...{ quarter: limits?.quarter ?? null, half: limits?.half ?? null },
    ...{ three_quarters: limits?.threeQuarters ?? null, nine_tenths: limits?.nineTenths ?? null },
    curve: thinned(steps, MOST_STEPS).map(stored),
  };
};

const measureModel = async (
  ports: PacePorts,
  asked: { workspace: string; model: string; personas: string; now: number },
): Promise<ReturnType<typeof curveOf>[]> => {
  const curves: ReturnType<typeof curveOf>[] = [];
  for (const [stage, personas] of await gather(ports, asked)) {
    for (const [persona, tallies] of personas) {
      curves.push(curveOf(asked.model, stage, persona, tallies));
      await otherWork();
    }
  }
  return curves;
};

/**
 * [PACE-2] [PACE-3] Measures from all movements how long people stay in each stage of each model in use before they move on, and
 * makes that the curves that count, all at once. Answers the version and the instant (ms) of the measurement.
 */
export const measurePace = async (
  ports: PacePorts,
  workspaceId: string,
): Promise<{ version: number; measuredAt: number }> => {
  const { operational, warehouse, clock } = ports;
  const now = clock.now();
  const live = await loadDefinitions({ sql: operational }, workspaceId);
  const personas = live.keyOf(PERSONA_TRACK);
  const models = modelsOf(live).filter(({ active }) => active);
  const curves: ReturnType<typeof curveOf>[] = [];
  for (const { track } of models)
    curves.push(...(await measureModel(ports, { workspace: workspaceId, model: track, personas, now })));
  const counts = await warehouse.query<{ workspace: string; movements: number }>(movementsByWorkspace);
  const movements = counts.find(({ workspace }) => workspace === workspaceId)?.movements ?? 0;
  const tracks = [...models.map(({ track }) => track), ...(live.definitions.personas ? [personas] : [])].sort();
  return operational.transaction(async (sql) => {
    const [saved] = await sql.query<{ version: number }>(saveMeasure, [workspaceId, now, movements, tracks]);
    const version = saved?.version ?? 1;
    await sql.query(deleteCurves, [workspaceId]);
    await sql.query(insertCurves, [workspaceId, version, JSON.stringify(curves)]);
    return { version, measuredAt: now };
  });
};
