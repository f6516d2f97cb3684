import {
  calendarStarts,
  type namedPeopleSchema,
  type stageFlowPeopleQuerySchema,
  type stageFlowsQuerySchema,
  type stageFlowsSchema,
} from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { checkStage, chooseModel } from '../models/listModels.js';
import { DomainError } from '../ports.js';
import { askScoped, readScope } from '../understand/scope.js';
import { flowsBetween, peopleBetween } from './stageFlows.sql.js';

export type StageFlows = z.infer<typeof stageFlowsSchema>;

const DAY = 86_400_000;
/** Instants drawn between the two ends of the period, at most. */
const MOST_BETWEEN = 3;

/** The ends of a period and a few beginnings of days, weeks or months between them, evenly. */
export const marksOf = (period: { from: number; to: number }, zone: string): number[] => {
  const days = (period.to - period.from) / DAY;
  const unit = days > 120 ? 'month' : days > 21 ? 'week' : 'day';
  const inner =
    days > 40_000 ? [] : calendarStarts(unit, period, zone).filter((at) => at > period.from && at < period.to);
  const apart = Math.ceil((inner.length + 1) / (MOST_BETWEEN + 1));
  return [period.from, ...inner.filter((_, at) => (at + 1) % apart === 0).slice(0, MOST_BETWEEN), period.to];
};

interface Row {
  readonly mark: number;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly customers: number;
}

const readFlows = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: id, ...scope }: z.infer<typeof stageFlowsQuerySchema>,
) => {
  const scoped = await readScope(ports, { workspaceId, scope, whole: true });
  return { scoped, model: chooseModel(scoped.live, id), marks: marksOf(scoped, scoped.zone) };
};

/**
 * [COHORT-3] Where people stood on a model at the ends of the period and between them, and how many went from where to where.
 * @throws DomainError as readScope and askScoped; model.unknown (404)
 */
export const measureStageFlows = async (
  ports: ReadPorts,
  workspaceId: string,
  asked: z.infer<typeof stageFlowsQuerySchema>,
): Promise<StageFlows> => {
  const { scoped, model, marks } = await readFlows(ports, workspaceId, asked);
  const rows = await askScoped<Row>(ports.warehouse, flowsBetween(scoped, model.track, marks));
  return {
    model: model.id,
    marks: marks.map((mark) => new Date(mark).toISOString()),
    flows: rows.map(({ mark, from_stage, to_stage, customers }) => ({
      ...{ mark, from: from_stage || null, to: to_stage || null, customers },
    })),
  };
};

/**
 * Those of one flow, page by page in the order of their ids.
 * @throws DomainError as measureStageFlows; mark.unknown (422), stage.unknown (404), cursor.invalid (400)
 */
export const listStageFlowPeople = async (
  ports: ReadPorts,
  workspaceId: string,
  { mark, from, to, limit, cursor, ...asked }: z.infer<typeof stageFlowPeopleQuerySchema>,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { scoped, model, marks } = await readFlows(ports, workspaceId, asked);
  if (mark > marks.length - 2)
    throw new DomainError(
      'mark.unknown',
      422,
      `No flow begins at instant ${mark}: there are ${marks.length - 1}, from 0.`,
    );
  for (const stage of [from, to]) if (stage !== null) checkStage(model, stage);
  const track = { track: model.track, marks };
  return namedPage(ports, { workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, peopleBetween(scoped, track, { mark, from, to }, page)),
  );
};
