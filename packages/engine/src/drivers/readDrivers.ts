import type { DriversQuery, driversSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import type { Recent } from '../kept/keepRecent.js';
import { checkStage, chooseModel } from '../models/listModels.js';
import { exactDuration } from '../page/exactDuration.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { askScoped, readScope } from '../understand/scope.js';
import { type DriversAsked, erasuresOf, type PersonRow, peopleBefore } from './drivers.sql.js';
import { type Variable, type VariablesSeen, variablesOf } from './variables.js';

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
const lookAt = async ({ warehouse }: Pick<ReadPorts, 'warehouse'>, asked: DriversAsked): Promise<Looked> => {
  const rows = await askScoped<PersonRow>(warehouse, peopleBefore(asked));
  const [first] = rows;
  return {
    rows: rows.filter(({ waits }) => !waits).sort((a, b) => (a.customer < b.customer ? -1 : 1)),
    ...{ people: first?.people ?? 0, waiting: first?.waiting ?? 0 },
  };
};

/** Those compared by their ids, to whom it happened, and what they have in common: enough to tell who is behind each number. */
export interface Compared {
  readonly customers: readonly string[];
  readonly happened: Uint8Array;
  readonly variables: readonly (Pick<Variable, 'kind' | 'name' | 'value'> & { readonly people: Int32Array })[];
}
export interface DriverPorts extends ReadPorts {
  readonly recent: Recent<Compared>;
}

/** What tells an answer from others: the question as it was read, the definitions, and who was erased meanwhile [POS-6]. */
const questionOf = async ({ sql }: Pick<ReadPorts, 'sql'>, { scoped, ...asked }: DriversAsked): Promise<unknown> => {
  const { workspaceId, live, zone, from, to, persona, segment, where } = scoped;
  const [erased] = await sql.query(erasuresOf, [workspaceId]);
  return { ...asked, workspaceId, generation: live.generation, zone, from, to, persona, segment, where, erased };
};

const toCompared = (rows: readonly PersonRow[], variables: readonly Variable[]): Compared => ({
  customers: rows.map(({ customer }) => customer),
  happened: Uint8Array.from(rows, ({ happened }) => happened),
  variables: variables.map(({ kind, name, value, people }) => ({ kind, name, value, people: Int32Array.from(people) })),
});

/**
 * Looks at the people compared and what they have in common, and keeps who they are for those who ask for them next.
 * @throws DomainError as askScoped
 */
export const lookAnew = async (ports: DriverPorts, asked: DriversAsked): Promise<Looked & { seen: VariablesSeen }> => {
  const question = await questionOf(ports, asked);
  const looking = lookAt(ports, asked).then((looked) => ({ ...looked, seen: variablesOf(looked.rows) }));
  const keeping = ports.recent.renew(question, async () => {
    const { rows, seen } = await looking;
    return toCompared(rows, seen.variables);
  });
  await keeping;
  return looking;
};

/** Who was compared when this was last asked; looked at now where that is too long ago. @throws DomainError as askScoped */
export const lookAgain = async (ports: DriverPorts, asked: DriversAsked): Promise<Compared> =>
  ports.recent.get(await questionOf(ports, asked), async () => {
    const { rows } = await lookAt(ports, asked);
    return toCompared(rows, variablesOf(rows).variables);
  });
