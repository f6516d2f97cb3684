import { ENOUGH_TO_TELL, type modelPaceSchema, type PaceLimits } from '@parcours/core';
import type { z } from 'zod';
import { belongingOf } from '../customers/filters.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { personaOf } from '../definitions/personaOf.js';
import { chooseModel } from '../models/listModels.js';
import { countPaces, type PaceCounts } from './countPaces.js';
import type { StoredStep } from './measurePace.js';
import { selectCurves, selectMeasure } from './pace.sql.js';
import { type LimitsRow, limitsOfRow, loadPaceBook } from './paceBook.js';

export type ModelPace = z.infer<typeof modelPaceSchema>;
type PaceStage = ModelPace['stages'][number];

type CurveRow = LimitsRow & {
  readonly stage: string;
  readonly persona: string;
  readonly stays: number;
  readonly left_up: number;
  readonly curve: readonly StoredStep[];
};

const DAY = 86_400_000;

const inDays = ({ quarter, half, threeQuarters, nineTenths }: PaceLimits): PaceStage['limits'] => ({
  quarter: quarter / DAY,
  half: half / DAY,
  threeQuarters: threeQuarters / DAY,
  nineTenths: nineTenths / DAY,
});

const stageOf = (id: string, row: CurveRow | undefined, now: PaceCounts | undefined): PaceStage => {
  const limits = row && limitsOfRow(row);
  return {
    id,
    persona: row && row.persona !== '' ? row.persona : null,
    stays: row?.stays ?? 0,
    left: row?.left_up ?? 0,
    limits: limits ? inDays(limits) : null,
    curve: (row?.curve ?? []).map(([time, survival, low, high, atRisk]) => ({
      days: time / DAY,
      ...{ survival, low, high, atRisk },
    })),
    now: now ? { ...now } : null,
  };
};

/** [PACE-3] A persona's own curve where enough of it left upwards, else that of all. */
const curveFor = (rows: readonly CurveRow[], stage: string, persona: string | null): CurveRow | undefined => {
  const here = rows.filter((row) => row.stage === stage);
  const own = persona === null ? undefined : here.find((row) => row.persona === persona && limitsOfRow(row));
  return own ?? here.find((row) => row.persona === '');
};

/**
 * How long people stay in each stage of a model before they move on, as last measured, and at what pace those are who stand
 * there now; for everybody or for one persona.
 * @throws DomainError model.unknown, persona.unknown (404)
 */
export const readPace = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: id, persona: asked }: { model: string; persona?: string | undefined },
): Promise<ModelPace> => {
  const { sql, clock } = ports;
  const live = await loadDefinitions(ports, workspaceId);
  const { track, definition } = chooseModel(live, id);
  const persona = personaOf(live, asked);
  const of = { workspaceId, belongs: belongingOf(live, { persona: asked }), among: null };
  const [[measure], rows, book] = await Promise.all([
    sql.query<{ measured_at: number }>(selectMeasure, [workspaceId]),
    sql.query<CurveRow>(selectCurves, [workspaceId, track]),
    loadPaceBook(ports, workspaceId, live),
  ]);
  const counts = await countPaces(ports, book, live, { of, track, persona, now: clock.now() });
  return {
    model: definition.id,
    persona,
    measuredAt: measure && rows.length > 0 ? new Date(measure.measured_at).toISOString() : null,
    enough: ENOUGH_TO_TELL,
    stages: definition.stages.map((stage) =>
      stageOf(stage.id, curveFor(rows, stage.id, persona), counts.get(stage.id)),
    ),
  };
};
