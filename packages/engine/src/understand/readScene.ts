import type { Condition } from '@parcours/core';
import type { Among } from '../customers/among.sql.js';
import { belongingOf } from '../customers/filters.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { chooseModel, type ModelRow } from '../models/listModels.js';
import type { Period } from '../page/period.js';
import type { Warehouse } from '../ports.js';
import { listHolding } from './listHolding.js';
import { type OfPeople, ofPeople } from './mapPeople.sql.js';
import { askScoped, readScope, type Scoped, toldPeriod } from './scope.js';

/** What questions are asked of. */
export type Asking = Pick<Warehouse, 'query'>;

/** [MAP-8] A map's model, and whom it is of. Instants as ISO 8601. */
export interface MapAsked {
  readonly model: string;
  readonly persona?: string | undefined;
  readonly segment?: string | undefined;
  readonly where?: readonly Condition[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What is asked of a map, sound in this workspace. */
export interface Scene extends Pick<Scoped, 'workspaceId' | 'live' | 'persona' | 'segment' | 'where' | 'now'> {
  readonly model: ModelRow;
  /** Whom it is of, in the analytical store and in the operational one. */
  readonly of: OfPeople;
  readonly people: Among;
}

/**
 * Whom it may be asked about is for who calls to see to [ACCESS-2].
 * @throws DomainError model.unknown, persona.unknown, segment.unknown (404), analysis.costly (422)
 */
export const readScene = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: id, persona, segment, where }: MapAsked,
  period: Period,
): Promise<Scene> => {
  const scope = { period: toldPeriod(period), persona, segment, where: [...(where ?? [])] };
  const scoped = await readScope(ports, { workspaceId, scope, whole: true });
  const model = chooseModel(scoped.live, id);
  const belongs = belongingOf(scoped.live, { persona, segment });
  const among = await listHolding(ports, scoped);
  return { ...scoped, model, of: ofPeople(scoped), people: { workspaceId, belongs, among } };
};

/** Conditions are read from what people did, however much that is: what asks for them is bounded as an analysis is. */
export const boundedFor = ({ warehouse }: Pick<ReadPorts, 'warehouse'>, { where }: Pick<Scene, 'where'>): Asking =>
  where.length === 0 ? warehouse : { query: (text, parameters = {}) => askScoped(warehouse, { text, parameters }) };

/** The part of an address of customers that finds the people of a map again. */
export const addressOf = (
  { model, persona, segment, where }: { readonly model: string } & Pick<Scoped, 'persona' | 'segment' | 'where'>,
  period: Period,
): Record<string, string> => ({
  model,
  ...(persona === null ? {} : { persona }),
  ...(segment === null ? {} : { segment }),
  ...(where.length === 0 ? {} : { where: JSON.stringify(where), ...toldPeriod(period) }),
});
