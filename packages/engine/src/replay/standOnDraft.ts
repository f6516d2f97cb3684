import { type Model, type Position, situate, trackOf } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import type { Sql } from '../ports.js';
import { type FoldAllPorts, type FoldOne, foldEach } from '../situate/foldAll.js';
import type { Part } from '../warehouse/idRange.js';
import { compileDraft, draftOf } from './draft.js';
import * as text from './replay.sql.js';

/** Interactions folded for one preview; of more, one part of all customers is looked at. */
const MOST = 300_000;
/** A draft to look at, in a form that crosses threads. */
export interface PreviewTask {
  readonly workspaceId: string;
  readonly now: number;
  readonly model: Model;
}

/** Where a customer stands today, and where they would; null is nowhere. */
export interface Stand {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Of several values, the one that moved last stands for the customer. */
const stageOf = (positions: readonly Pick<Position, 'stage' | 'since'>[]): string | null =>
  positions.reduce<Pick<Position, 'stage' | 'since'> | null>(
    (newest, one) => (newest === null || one.since > newest.since ? one : newest),
    null,
  )?.stage ?? null;

/** Where customers of the sample stand today; those who stand nowhere are left out. */
const standingToday = async (sql: Sql, workspaceId: string, track: string, ids: readonly string[]) => {
  const rows = await sql.query<{ id: string; stage: string; since: number }>(text.standingOf, [
    workspaceId,
    track,
    ids,
  ]);
  const by = new Map<string, { stage: string; since: number }[]>();
  for (const row of rows) by.set(row.id, [...(by.get(row.id) ?? []), row]);
  return (id: string): string | null => stageOf(by.get(id) ?? []);
};

/** Which customers are looked at, of how many: all, unless that takes too long. */
export const sampleOf = async (sql: Sql, workspaceId: string): Promise<{ customers: number; part?: Part }> => {
  const [counted] = await sql.query<{ customers: number; interactions: number }>(text.sizeOfWorkspace, [workspaceId]);
  const { customers = 0, interactions = 0 } = counted ?? {};
  const of = Math.max(1, Math.ceil(interactions / MOST));
  return { customers, ...(of > 1 && { part: { index: 0, of } }) };
};

/** What customers are called, for their ids in the order asked. */
export const nameCustomers = async (sql: Sql, workspaceId: string, ids: readonly string[]) => {
  const rows = await sql.query<{ id: string; name: string | null }>(text.namesOfCustomers, [workspaceId, ids]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (some: readonly string[]) => some.map((id) => ({ id, name: names.get(id) ?? null }));
};

/** Customers of the sample, some at a time, on a draft model and today; always in the same order. */
export async function* standOnDraft(
  ports: FoldAllPorts,
  { workspaceId, now, model }: PreviewTask,
  sample: { part?: Part },
): AsyncGenerator<readonly Stand[]> {
  const { operational: sql } = ports;
  const live = await loadDefinitions({ sql }, workspaceId);
  const draft = draftOf(live, [{ kind: 'model', id: model.id, change: 'update', definition: model }]);
  const { program } = compileDraft({ ...draft, affected: new Set([model.id]) }, live, live.generation + 1);
  const fold: FoldOne<Pick<Stand, 'id' | 'to'>> = (id, { facts }) => {
    const own = situate(program, facts, now).positions.filter((position) => trackOf(position.model) === model.id);
    return { id, to: stageOf(own) };
  };
  for await (const { refolded } of foldEach(ports, { workspaceId, program, now, ...sample }, fold)) {
    const ids = refolded.map(({ id }) => id);
    const today = await standingToday(sql, workspaceId, live.keyOf(model.id), ids);
    yield refolded.map(({ id, to }) => ({ id, from: today(id), to }));
  }
}
