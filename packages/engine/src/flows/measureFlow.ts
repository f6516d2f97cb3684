import {
  differenceOfMeans,
  differenceOfShares,
  type Flow,
  type FlowNumbers,
  type Goal,
  parseDuration,
  valueAt,
  waysOf,
} from '@parcours/core';
import { groupBy } from '../grouping.js';
import type { Sql, Warehouse } from '../ports.js';
import { anyLinked } from '../rules/interactions.sql.js';
import { whatTheyDid } from './answerQuestions.js';
import { type FlowPlace, readFlow } from './flow.js';
import { countEnded, countPassed, countWaiting, selectBegun, selectSent } from './flows.sql.js';

/** People counted for lift and messages, the first ones. */
const MOST = 100_000;
/** Fewer on either side tell nothing. */
const FEWEST = 30;

interface Began {
  readonly customer: string;
  readonly at: number;
}
interface Did {
  readonly at: number;
  readonly value: number;
}

const msOf = (duration: string): number => {
  const { months = 0, days = 0, ms = 0 } = parseDuration(duration) ?? {};
  return (months * 30 + days) * 86_400_000 + ms;
};

/** When these people did what the goal asks, and what it brought. */
const goalsOf = async (
  { warehouse }: { warehouse: Warehouse },
  workspaceId: string,
  goal: Goal,
  began: readonly Began[],
): Promise<ReadonlyMap<string, readonly Did[]>> => {
  if (began.length === 0) return new Map();
  const ids = [...new Set(began.map(({ customer }) => customer))];
  const linking = await warehouse.query(anyLinked, { workspace: workspaceId });
  const since = began.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const setting = { workspaceId, linked: linking.length > 0 };
  const rows = await whatTheyDid({ warehouse }, setting, { event: goal.event, where: goal.where, since }, ids);
  const valued = rows.map(({ id, at, properties }) => {
    const value = goal.property === undefined ? 0 : valueAt(properties, goal.property);
    return { id, at, value: typeof value === 'number' ? value : 0 };
  });
  return groupBy(valued, ({ id }) => id);
};

interface Reached {
  readonly people: number;
  readonly reached: number;
  readonly revenue: number;
  readonly values: readonly number[];
}

/** Who of them did it within the time, each beginning by itself. */
const reachedOf = (began: readonly Began[], did: ReadonlyMap<string, readonly Did[]>, within: number): Reached => {
  const values = began.map(({ customer, at }) => {
    const own = (did.get(customer) ?? []).filter((one) => one.at >= at && one.at < at + within);
    return { reached: own.length > 0, value: own.reduce((sum, { value }) => sum + value, 0) };
  });
  return {
    people: began.length,
    reached: values.filter(({ reached }) => reached).length,
    revenue: values.reduce((sum, { value }) => sum + value, 0),
    values: values.map(({ value }) => value),
  };
};

const told = ({ people, reached, revenue }: Reached) => ({ people, reached, revenue });

/** [FLOW-10] By how much those in the flow do better than those only watched. */
const liftOf = (
  begun: readonly (Began & { readonly held: boolean })[],
  did: ReadonlyMap<string, readonly Did[]>,
  within: number,
): FlowNumbers['lift'] => {
  const of = (held: boolean) =>
    reachedOf(
      begun.filter((one) => one.held === held),
      did,
      within,
    );
  const [treated, held] = [of(false), of(true)];
  if (held.people === 0) return null;
  const share = (one: Reached) => ({ events: one.reached, of: one.people });
  return {
    treated: told(treated),
    held: told(held),
    share: differenceOfShares(share(treated), share(held)),
    mean: differenceOfMeans(treated.values, held.values),
    enough: Math.min(treated.people, held.people) >= FEWEST,
  };
};

interface PassedRow {
  readonly node: string;
  readonly way: number;
  readonly held: string | null;
  readonly customers: number;
}

const nodesOf = (flow: Flow, waiting: ReadonlyMap<string, number>, passed: readonly PassedRow[]) =>
  flow.nodes.map((node) => {
    const own = passed.filter((one) => one.node === node.id);
    const sum = (rows: readonly PassedRow[]): number => rows.reduce((all, { customers }) => all + customers, 0);
    return {
      node: node.id,
      waiting: waiting.get(node.id) ?? 0,
      passed: sum(own),
      ways: waysOf(node).map((_, at) => sum(own.filter(({ way }) => way === at))),
      held: sum(own.filter(({ held }) => held !== null)),
    };
  });

/** Each node's numbers, how people left, what messages brought, and the lift over the holdout. @throws DomainError flow.unknown (404) */
export const measureFlow = async (
  ports: { sql: Sql; warehouse: Warehouse },
  place: FlowPlace,
): Promise<FlowNumbers> => {
  const { sql } = ports;
  const { workspaceId, id } = place;
  const { flow } = await readFlow({ sql }, place);
  const [waiting, passed, outcomes, begun, sent] = await Promise.all([
    sql.query<{ node: string; customers: number }>(countWaiting, [workspaceId, id]),
    sql.query<PassedRow>(countPassed, [workspaceId, id]),
    sql.query<FlowNumbers['outcomes'][number]>(countEnded, [workspaceId, id]),
    sql.query<{ customer: string; entered: number; held: boolean }>(selectBegun, [workspaceId, id, MOST]),
    sql.query<{ node: string; customer: string; at: number }>(selectSent, [workspaceId, id, MOST]),
  ]);
  const all = begun.map(({ customer, entered, held }) => ({ customer, at: entered, held: held === true }));
  const did = flow.goal ? await goalsOf(ports, workspaceId, flow.goal, [...all, ...sent]) : null;
  const within = flow.goal ? msOf(flow.goal.within) : 0;
  const ofNode = groupBy(sent, ({ node }) => node);
  const nodes = nodesOf(flow, new Map(waiting.map((one) => [one.node, one.customers])), passed).map((one) => {
    const own = ofNode.get(one.node) ?? [];
    const reached = did && own.length > 0 ? reachedOf(own, did, within) : null;
    return { ...one, sent: own.length, goal: reached?.reached ?? null, revenue: reached?.revenue ?? null };
  });
  return { nodes, outcomes, lift: did ? liftOf(all, did, within) : null };
};
