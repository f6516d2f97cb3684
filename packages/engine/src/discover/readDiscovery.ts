import type { DiscoverQuery } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { loadTouchpoints } from '../touchpoints/loadTouchpoints.js';
import { askScoped, readScope, tooLittle } from '../understand/scope.js';
import { type BehaviourAsked, type BehaviourRow, behaviourOf } from './behaviour.sql.js';

/** Fewer people are too few to learn from and to measure on. */
const ENOUGH_PEOPLE = 100;

/** A question on groups; `whole` is false for those who see no personal data. */
export interface AskedDiscovery {
  readonly workspaceId: string;
  readonly query: DiscoverQuery;
  readonly whole: boolean;
}

/** Those looked at, in one order, and how many they stand for. */
export interface Observed {
  readonly asked: BehaviourAsked;
  readonly rows: readonly BehaviourRow[];
  readonly people: number;
}

/**
 * [DISC-1] What people did, of those a question is about.
 * @throws DomainError as readScope and askScoped; data.tooLittle (422) below 100 people
 */
export const observe = async (ports: ReadPorts, { workspaceId, query, whole }: AskedDiscovery): Promise<Observed> => {
  const { period, persona, segment, where } = query;
  const [scoped, { catalogue }] = await Promise.all([
    readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole }),
    loadTouchpoints(ports, workspaceId),
  ]);
  const asked = { scoped, catalogue, ended: Math.min(scoped.to, scoped.now) };
  const rows = await askScoped<BehaviourRow>(ports.warehouse, behaviourOf(asked));
  const people = rows[0]?.people ?? 0;
  if (people < ENOUGH_PEOPLE) throw tooLittle('customers', { needed: ENOUGH_PEOPLE, found: people });
  return { asked, rows: rows.sort((a, b) => (a.customer < b.customer ? -1 : 1)), people };
};
