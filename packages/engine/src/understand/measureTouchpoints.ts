import type { Touchpoints } from '@parcours/core';
import type { Period } from '../page/period.js';
import { shareOf } from '../warehouse/idRange.js';
import type { OfPeople } from './mapPeople.sql.js';
import type { Asking } from './readScene.js';
import { countOfPeriod, touchesByStage } from './touchpoints.sql.js';

/** A place of contact, how often it was used and by how many people. */
export interface Touchpoint {
  readonly name: string;
  readonly interactions: number;
  readonly customers: number;
}

/** Interactions looked into at most, about: beyond, a share of the people stands for all of them. */
const MOST = 150_000;

interface TouchpointsAsked {
  readonly workspaceId: string;
  readonly model: string;
  readonly of: OfPeople;
  readonly catalogue: Touchpoints;
}

/** The five touch points most people used while standing in each stage, during the period. */
export const measureTouchpoints = async (
  { warehouse }: { warehouse: Asking },
  { workspaceId, model, of, catalogue, from, to }: Period & TouchpointsAsked,
): Promise<Map<string, Touchpoint[]>> => {
  const asked = { workspace: workspaceId, model, from, to, ...of.parameters };
  const [period] = await warehouse.query<{ interactions: number }>(countOfPeriod, asked);
  const share = shareOf(Number(period?.interactions ?? 0), MOST);
  const { text, parameters } = touchesByStage(catalogue, of.condition);
  const rows = await warehouse.query<Touchpoint & { stage: string }>(text, { ...asked, ...share, ...parameters });
  const byStage = new Map<string, Touchpoint[]>();
  for (const { stage, name, interactions, customers } of rows) {
    byStage.set(stage, [...(byStage.get(stage) ?? []), { name, interactions, customers }]);
  }
  return byStage;
};
