import { type Model, type modelPreviewSchema, type Position, situate, trackOf } from '@parcours/core';
import type { z } from 'zod';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { readSound } from '../definitions/readSound.js';
import type { Sql } from '../ports.js';
import { type FoldAllPorts, type FoldOne, foldEach } from '../situate/foldAll.js';
import { checkDraft } from './checkDraft.js';
import { compileDraft, draftOf } from './draft.js';
import * as text from './replay.sql.js';

export type ModelPreview = z.infer<typeof modelPreviewSchema>;

/** Interactions folded for one preview; of more, one part of all customers is looked at. */
const MOST = 300_000;
const EXAMPLES = 5;

/** A draft to look at, in a form that crosses threads. */
export interface PreviewTask {
  readonly workspaceId: string;
  readonly now: number;
  readonly model: Model;
}

/** Checks a draft model beside the other definitions. @throws DomainError model.invalid, definition.invalid (422) */
export const readDraftModel = async ({ sql }: { sql: Sql }, workspaceId: string, input: unknown): Promise<Model> => {
  const model = readSound('model', input) as Model;
  const change = { kind: 'model', id: model.id, change: 'update', definition: model } as const;
  checkDraft(draftOf(await loadDefinitions({ sql }, workspaceId), [change]), [change]);
  return model;
};

interface Stand {
  readonly id: string;
  readonly stage: string | null;
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

interface Band {
  readonly from: string | null;
  readonly to: string | null;
  customers: number;
  readonly ids: string[];
}

const newTally = () => {
  const bands = new Map<string, Band>();
  return {
    bands,
    add: (id: string, from: string | null, to: string | null): void => {
      const key = JSON.stringify([from, to]);
      const band = bands.get(key) ?? { from, to, customers: 0, ids: [] };
      band.customers++;
      if (band.ids.length < EXAMPLES) band.ids.push(id);
      bands.set(key, band);
    },
  };
};

const countBy = (bands: readonly Band[], side: 'from' | 'to'): ModelPreview['today'] => {
  const counts = new Map<string | null, number>();
  for (const band of bands) counts.set(band[side], (counts.get(band[side]) ?? 0) + band.customers);
  return [...counts].map(([stage, customers]) => ({ stage, customers }));
};

const partOf = async (sql: Sql, workspaceId: string) => {
  const [counted] = await sql.query<{ customers: number; interactions: number }>(text.sizeOfWorkspace, [workspaceId]);
  const { customers = 0, interactions = 0 } = counted ?? {};
  const of = Math.max(1, Math.ceil(interactions / MOST));
  return { customers, part: of > 1 ? { part: { index: 0, of } } : {} };
};

const namesOfCustomers = async (sql: Sql, workspaceId: string, bands: readonly Band[]) => {
  const ids = bands.flatMap((band) => band.ids);
  const rows = await sql.query<{ id: string; name: string | null }>(text.namesOfCustomers, [workspaceId, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Who would stand where on a draft model, against today: real history folded by the draft, nothing kept. */
export const previewModel = async (
  ports: FoldAllPorts,
  { workspaceId, now, model }: PreviewTask,
): Promise<ModelPreview> => {
  const { operational: sql } = ports;
  const live = await loadDefinitions({ sql }, workspaceId);
  const draft = draftOf(live, [{ kind: 'model', id: model.id, change: 'update', definition: model }]);
  const { program } = compileDraft({ ...draft, affected: new Set([model.id]) }, live, live.generation + 1);
  const { customers, part } = await partOf(sql, workspaceId);
  const tally = newTally();
  const fold: FoldOne<Stand> = (id, { facts }) => {
    const own = situate(program, facts, now).positions.filter((position) => trackOf(position.model) === model.id);
    return { id, stage: stageOf(own) };
  };
  for await (const { refolded } of foldEach(ports, { workspaceId, program, now, ...part }, fold)) {
    const ids = refolded.map(({ id }) => id);
    const today = await standingToday(sql, workspaceId, live.keyOf(model.id), ids);
    for (const { id, stage } of refolded) tally.add(id, today(id), stage);
  }
  const bands = [...tally.bands.values()].sort((a, b) => b.customers - a.customers);
  const names = await namesOfCustomers(sql, workspaceId, bands);
  return {
    customers,
    sampled: bands.reduce((sum, band) => sum + band.customers, 0),
    today: countBy(bands, 'from'),
    draft: countBy(bands, 'to'),
    bands: bands.map(({ from, to, customers: count, ids }) => ({
      from,
      to,
      customers: count,
      examples: ids.map((id) => ({ id, name: names.get(id) ?? null })),
    })),
  };
};
