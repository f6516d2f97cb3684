import type { bandPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import type { FoldAllPorts } from '../situate/foldAll.js';
import { nameCustomers, type PreviewTask, sampleOf, standOnDraft } from './standOnDraft.js';

export type BandPeople = z.infer<typeof bandPeopleSchema>;

/** One band of a preview: from where customers stand today to where they would; null is nowhere. */
export interface BandTask extends PreviewTask {
  readonly from: string | null;
  readonly to: string | null;
  /** How many customers at most. */
  readonly limit: number;
}

const idsOf = async (ports: FoldAllPorts, task: BandTask): Promise<string[]> => {
  const { part } = await sampleOf(ports.operational, task.workspaceId);
  const ids: string[] = [];
  for await (const stands of standOnDraft(ports, task, part ? { part } : {})) {
    for (const { id, from, to } of stands) if (from === task.from && to === task.to) ids.push(id);
    // The rest of history need not be read.
    if (ids.length >= task.limit) break;
  }
  return ids.slice(0, task.limit);
};

/** The people behind one band of a preview, among the customers that the preview looks at. */
export const previewBand = async (ports: FoldAllPorts, task: BandTask): Promise<BandPeople> => {
  const ids = await idsOf(ports, task);
  return { items: (await nameCustomers(ports.operational, task.workspaceId, ids))(ids) };
};
