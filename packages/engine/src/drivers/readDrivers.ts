import type { DriversQuery, driversSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { checkStage, chooseModel } from '../models/listModels.js';
import { exactDuration } from '../page/exactDuration.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { askScoped, readScope } from '../understand/scope.js';
import { type DriversAsked, type PersonRow, peopleBefore } from './drivers.sql.js';

export type DriversTold = z.infer<typeof driversSchema>;

/** A question on drivers; `whole` is false for those who see no personal data. */
export interface AskedDrivers {
  readonly workspaceId: string;
  readonly query: DriversQuery;
  readonly whole: boolean;
}

/**
 * A question on drivers, sound in this workspace.
 * @throws DomainError as readScope; model.unknown, stage.unknown (404), duration.invalid (400)
 */
export const readDrivers = async (
  ports: ReadPorts,
  { workspaceId, query, whole }: AskedDrivers,
): Promise<DriversAsked> => {
  const { period, persona, segment, where } = query;
  const [scoped, { catalogue }] = await Promise.all([
    readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole }),
    loadTouchpoints(ports, workspaceId),
  ]);
  const model = chooseModel(scoped.live, query.model);
  checkStage(model, query.stage);
  return {
    ...{ scoped, catalogue, track: model.track, stage: query.stage, outcome: query.outcome },
    window: exactDuration(query.window, 'window'),
    lookback: exactDuration(query.lookback, 'lookback'),
    after: query.after === undefined ? 0 : exactDuration(query.after, 'after'),
  };
};

/** Those compared, in one order, and how many they stand for. */
export interface Looked {
  readonly rows: readonly PersonRow[];
  readonly people: number;
  readonly waiting: number;
}

/** @throws DomainError as askScoped */
export const lookAt = async ({ warehouse }: Pick<ReadPorts, 'warehouse'>, asked: DriversAsked): Promise<Looked> => {
  const rows = await askScoped<PersonRow>(warehouse, peopleBefore(asked));
  const [first] = rows;
  return {
    rows: rows.filter(({ waits }) => !waits).sort((a, b) => (a.customer < b.customer ? -1 : 1)),
    ...{ people: first?.people ?? 0, waiting: first?.waiting ?? 0 },
  };
};
