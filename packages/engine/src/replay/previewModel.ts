import type { Model, modelPreviewSchema } from '@parcours/core';
import type { z } from 'zod';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { readSound } from '../definitions/readSound.js';
import type { Sql } from '../ports.js';
import type { FoldAllPorts } from '../situate/foldAll.js';
import { checkDraft } from './checkDraft.js';
import { draftOf } from './draft.js';
import { nameCustomers, type PreviewTask, sampleOf, standOnDraft } from './standOnDraft.js';

export type ModelPreview = z.infer<typeof modelPreviewSchema>;

const EXAMPLES = 5;

/** Checks a draft model beside the other definitions. @throws DomainError model.invalid, definition.invalid (422) */
export const readDraftModel = async ({ sql }: { sql: Sql }, workspaceId: string, input: unknown): Promise<Model> => {
  const model = readSound('model', input) as Model;
  const change = { kind: 'model', id: model.id, change: 'update', definition: model } as const;
  checkDraft(draftOf(await loadDefinitions({ sql }, workspaceId), [change]), [change]);
  return model;
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

/** Who would stand where on a draft model, against today: real history folded by the draft, nothing kept. */
export const previewModel = async (ports: FoldAllPorts, task: PreviewTask): Promise<ModelPreview> => {
  const { operational: sql } = ports;
  const { customers, ...sample } = await sampleOf(sql, task.workspaceId);
  const tally = newTally();
  for await (const stands of standOnDraft(ports, task, sample))
    for (const { id, from, to } of stands) tally.add(id, from, to);
  const bands = [...tally.bands.values()].sort((a, b) => b.customers - a.customers);
  const ids = bands.flatMap((band) => band.ids);
  const named = await nameCustomers(sql, task.workspaceId, ids);
  return {
    customers,
    sampled: bands.reduce((sum, band) => sum + band.customers, 0),
    today: countBy(bands, 'from'),
    draft: countBy(bands, 'to'),
    bands: bands.map(({ from, to, customers: count, ids }) => ({ from, to, customers: count, examples: named(ids) })),
  };
};
