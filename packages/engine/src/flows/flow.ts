import { type Flow, type FlowState, flowSchema, type flowViewSchema } from '@parcours/core';
import type { z } from 'zod';
import { listKept, readOneKept, type StandingRow } from '../definitions/keptVersions.js';
import { DomainError, type Sql } from '../ports.js';
import { countFlows, selectStates } from './flows.sql.js';

export type FlowView = z.infer<typeof flowViewSchema>;
export interface FlowPlace {
  readonly workspaceId: string;
  readonly id: string;
}

interface StateRow {
  readonly id: string;
  readonly state: FlowState;
  readonly version: number | null;
  readonly activated_at: number | null;
}
interface CountRow {
  readonly id: string;
  readonly begun: number;
  readonly inside: number;
  readonly goal: number;
  readonly sent: number;
}
const NOTHING = { begun: 0, inside: 0, goal: 0, sent: 0 };

export const unknownFlow = (id: string): DomainError =>
  new DomainError('flow.unknown', 404, `There is no flow “${id}” in this workspace.`);

const viewOf = (row: StandingRow<Flow>, state: StateRow | undefined, counts: CountRow | undefined): FlowView => ({
  // What was saved before a setting existed gets its default.
  flow: flowSchema.parse(row.definition),
  version: row.version,
  savedAt: row.saved_at.toISOString(),
  savedBy: row.saved_by,
  state: state?.state ?? 'draft',
  liveVersion: state?.version ?? null,
  activatedAt: state?.activated_at ? new Date(state.activated_at).toISOString() : null,
  counts: counts ? { begun: counts.begun, inside: counts.inside, goal: counts.goal, sent: counts.sent } : NOTHING,
});

/** The flows of a workspace with their numbers, the last saved first. */
export const listFlows = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<FlowView[]> => {
  const [rows, states, counts] = await Promise.all([
    listKept<Flow>(sql, workspaceId, 'flow'),
    sql.query<StateRow>(selectStates, [workspaceId]),
    sql.query<CountRow>(countFlows, [workspaceId]),
  ]);
  const stateOf = new Map(states.map((one) => [one.id, one]));
  const countOf = new Map(counts.map((one) => [one.id, one]));
  return rows.map((row) => viewOf(row, stateOf.get(row.id), countOf.get(row.id)));
};

/** A flow as it is, or as a version was. @throws DomainError flow.unknown (404) */
export const readFlow = async (
  { sql }: { sql: Sql },
  { workspaceId, id }: FlowPlace,
  version?: number,
): Promise<FlowView> => {
  const [row, states, counts] = await Promise.all([
    readOneKept<Flow>(sql, { workspaceId, kind: 'flow', id }, version),
    sql.query<StateRow>(selectStates, [workspaceId]),
    sql.query<CountRow>(countFlows, [workspaceId]),
  ]);
  if (!row) throw unknownFlow(id);
  return viewOf(
    row,
    states.find((one) => one.id === id),
    counts.find((one) => one.id === id),
  );
};
