import type { pathsQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { chooseModel } from '../models/listModels.js';
import { exactDuration } from '../page/exactDuration.js';
import { DomainError } from '../ports.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { askScoped, readScope, type Scoped } from '../understand/scope.js';
import { eventRows, type PathRows, stageRows, touchpointRows } from './pathRows.sql.js';
import { namesOfRows, type PathShape } from './paths.sql.js';

export type PathsQuery = z.infer<typeof pathsQuerySchema>;

export interface PathsAsked {
  readonly workspaceId: string;
  readonly query: PathsQuery;
  /** False for those who see no personal data. */
  readonly whole: boolean;
}

/** A question about paths, sound, with the names its steps are numbered by. */
export interface ReadPaths {
  readonly scoped: Scoped;
  readonly shape: PathShape;
  readonly closing: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  /** Different names of all steps. */
  readonly different: number;
}

const rowsOf = async (ports: ReadPorts, scoped: Scoped, { by, model, where }: PathsQuery): Promise<PathRows> => {
  if (by === 'event') return eventRows(scoped);
  if (by === 'touchpoint') return touchpointRows(scoped, (await loadTouchpoints(ports, scoped.workspaceId)).catalogue);
  if (where !== undefined && where.length > 0) {
    const message = 'Stages are moved into, they have no properties: leave “where” out, or ask by event.';
    throw new DomainError('paths.where', 400, message);
  }
  return stageRows(scoped, chooseModel(scoped.live, model).track);
};

/** What a path is cut at must have a number of its own, however rare it is. */
const numbered = (frequent: readonly string[], { start, end, around }: PathsQuery): string[] => [
  ...new Set([...frequent, start, end, around].filter((name) => name !== undefined)),
];

/**
 * Reads a question about paths and finds the names of its steps.
 * @throws DomainError as readScope and askScoped; duration.invalid, paths.where (400), model.unknown (404), model.none (400)
 */
export const readPaths = async (ports: ReadPorts, { workspaceId, query, whole }: PathsAsked): Promise<ReadPaths> => {
  const { period, persona, segment, where, start, end, around, reach, sessionGap, top } = query;
  const gap = sessionGap === undefined ? 0 : exactDuration(sessionGap, 'sessionGap');
  const scoped = await readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole });
  const rows = await rowsOf(ports, scoped, query);
  const found = await askScoped<{ name: string; different: number }>(ports.warehouse, {
    text: `${namesOfRows(rows.text)}\n${rows.closing}`,
    parameters: { ...rows.parameters, top },
  });
  const names = numbered(
    found.map(({ name }) => name),
    query,
  );
  const placeOf = (name: string | undefined): number => (name === undefined ? 0 : names.indexOf(name) + 1);
  return {
    scoped,
    names,
    different: found[0]?.different ?? 0,
    closing: rows.closing,
    shape: {
      rows: rows.text,
      sessions: sessionGap !== undefined,
      start: start !== undefined,
      end: end !== undefined,
      around: around !== undefined,
    },
    parameters: {
      ...rows.parameters,
      ...{ names, gap, reach, start: placeOf(start), end: placeOf(end), around: placeOf(around) },
    },
  };
};
