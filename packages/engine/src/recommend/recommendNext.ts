import { type nextQuerySchema, type nextSchema, type Popularity, recommend, SPEAKING } from '@parcours/core';
import type { z } from 'zod';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import type { Sql } from '../ports.js';
import type { KeptFit } from '../value/keptFits.js';
import type { LearnPorts } from './fitRecommendations.js';
import type { RecommendAnswer } from './measureRecommendations.js';
import { currentRecommendations } from './readRecommendModel.js';
import * as text from './recommend.sql.js';

export type Next = z.infer<typeof nextSchema>;
export type NextQuery = z.infer<typeof nextQuerySchema>;

interface FollowsRow {
  readonly product: number;
  readonly rest: number;
  /** [product, weight, share, …] */
  readonly follows: readonly number[];
}
interface NamedRow {
  readonly product: number;
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  readonly share: number;
}

const everyThird = (values: readonly number[], first: number): number[] => {
  const found: number[] = [];
  for (let at = first; at < values.length; at += 3) found.push(values[at] as number);
  return found;
};

/** What follows from the products of one customer, by number; of the others nothing was read. */
const neighboursOf = (rows: readonly FollowsRow[]) => {
  const size = rows.reduce((most, { product }) => Math.max(most, product + 1), 0);
  const [product, weight] = [Array<Int32Array>(size), Array<Float32Array>(size)];
  const rest = new Float32Array(size);
  for (const row of rows) {
    product[row.product] = Int32Array.from(everyThird(row.follows, 0));
    weight[row.product] = Float32Array.from(everyThird(row.follows, 1));
    rest[row.product] = row.rest;
  }
  return { product, weight, rest };
};

const shareIn = (rows: readonly FollowsRow[], from: number, to: number): number => {
  const follows = rows.find(({ product }) => product === from)?.follows ?? [];
  const at = everyThird(follows, 0).indexOf(to);
  return follows[at * 3 + 2] ?? 0;
};

/** Popularity of the products that most buy, and of those that follow from somebody's. */
const popularityFrom = async (
  sql: Sql,
  workspaceId: string,
  asked: { readonly named: readonly number[]; readonly most: number },
): Promise<Popularity> => {
  const [popular, named] = await Promise.all([
    sql.query<{ product: number; share: number }>(text.selectPopular, [workspaceId, asked.most]),
    sql.query<NamedRow>(text.selectNamed, [workspaceId, asked.named]),
  ]);
  const share: number[] = [];
  for (const row of [...popular, ...named]) share[row.product] = row.share;
  return { share, ranked: popular.map(({ product }) => product) };
};

const toItems = async (
  { operational: sql }: LearnPorts,
  workspaceId: string,
  { bought, follows, query }: { bought: readonly number[]; follows: readonly FollowsRow[]; query: NextQuery },
): Promise<Next['items']> => {
  const neighbours = neighboursOf(follows);
  const candidates = follows.flatMap((row) => everyThird(row.follows, 0));
  const most = query.limit + bought.length;
  const popularity = await popularityFrom(sql, workspaceId, { named: [...new Set(candidates)], most });
  const told = recommend(bought, neighbours, { popularity, most: query.limit, onlyNew: query.new });
  const numbers = told.flatMap(({ product, from }) => (from === null ? [product] : [product, from]));
  const rows = await sql.query<NamedRow>(text.selectNamed, [workspaceId, [...new Set(numbers)]]);
  const named = new Map(rows.map((row) => [row.product, row]));
  return told.flatMap(({ product, from, score }) => {
    const own = named.get(product);
    const cause = from === null ? undefined : named.get(from);
    if (!own) return [];
    const share = cause && from !== null ? shareIn(follows, from, product) : own.share;
    return {
      ...{ product: own.key, name: own.name, category: own.category, score, again: bought.includes(product) },
      why: { product: cause?.key ?? null, name: cause?.name ?? null, share },
    };
  });
};

interface CustomerRow {
  readonly products: number[];
}

/** What a customer bought as kept; looked at again where they are not known yet, or nothing could be told so far. */
const keptOf = async (
  ports: LearnPorts,
  workspaceId: string,
  customer: string,
): Promise<{ answer: RecommendAnswer | null; bought: number[] }> => {
  const { operational: sql } = ports;
  const read = () => sql.query<CustomerRow>(text.selectCustomer, [workspaceId, customer]);
  const [[kept], [row]] = await Promise.all([
    sql.query<KeptFit<RecommendAnswer>>(text.selectModel, [workspaceId]),
    read(),
  ]);
  if (kept?.model.is === 'model' && row) return { answer: kept.model, bought: row.products };
  const answer = await currentRecommendations(ports, workspaceId);
  return { answer, bought: (await read())[0]?.products ?? [] };
};

/**
 * [NEXT-3] What a customer, by any identifier, may buy next, and why. Reads what was learnt last, so that it answers at once.
 * @throws DomainError customer.unknown (404)
 */
export const recommendNext = async (
  ports: LearnPorts,
  workspaceId: string,
  { identifier, query }: { readonly identifier: string; readonly query: NextQuery },
): Promise<Next> => {
  const { operational: sql } = ports;
  const customer = await resolveCustomer({ sql }, workspaceId, identifier);
  const { answer, bought } = await keptOf(ports, workspaceId, customer);
  if (answer?.is !== 'model') return { method: null, items: [], tooLittle: answer?.lack ?? null };
  const follows = await sql.query<FollowsRow>(text.selectFollows, [workspaceId, bought.slice(0, SPEAKING)]);
  const items = await toItems(ports, workspaceId, { bought, follows, query });
  return { method: answer.model.method, items, tooLittle: null };
};
