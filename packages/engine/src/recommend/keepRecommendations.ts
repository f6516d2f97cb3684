import type { Learnt, PairCounts } from '@parcours/core';
import type { Transaction } from '../ports.js';
import type { KeptFit } from '../value/keptFits.js';
import type { LearnPorts } from './fitRecommendations.js';
import type { Product } from './gatherPurchases.js';
import { measureRecommendations, type RecommendAnswer } from './measureRecommendations.js';
import * as text from './recommend.sql.js';
import { askRecommend, type RecommendQuestion, USUAL } from './recommendQuestion.js';

const LINES_AT_ONCE = 20_000;
/** Products shown as going with one. */
const SHOWN = 20;
/** A pair is shown from so many customers on. */
const LEAST_PAIR = 3;

const short = (value: number): number => Number(value.toPrecision(5));

/** The products most bought with or after one, by how much likelier that is than chance lets expect, few customers counting less. */
const goingWith = (counts: Float32Array, { products, buyers }: PairCounts, i: number): number[] => {
  const pairs: { j: number; customers: number; weight: number }[] = [];
  for (let j = 0; j < products; j++) {
    const customers = counts[i * products + j] as number;
    if (j === i || customers < LEAST_PAIR) continue;
    const weight = (customers / Math.sqrt(buyers[j] as number)) * (customers / (customers + 10));
    pairs.push({ j, customers, weight });
  }
  pairs.sort((a, b) => b.weight - a.weight || a.j - b.j);
  return pairs.slice(0, SHOWN).flatMap(({ j, customers }) => [j, customers]);
};

/** One row per product: what follows from it, and what goes with it. */
const rowsOf = (products: readonly Product[], { counts, neighbours }: Learnt) => {
  const { customers, buyers } = counts;
  const size = products.length;
  const shareOf = (pairs: Float32Array, i: number, j: number) =>
    short((pairs[i * size + j] as number) / Math.max(1, buyers[i] as number));
  return products.map((product, i) => ({
    product: i,
    ...product,
    share: short((buyers[i] as number) / Math.max(1, customers)),
    again: shareOf(counts.after, i, i),
    rest: short(neighbours?.rest[i] ?? 0),
    follows: Array.from(neighbours?.product[i] ?? [], (j, at) => [
      ...[j, short(neighbours?.weight[i]?.[at] as number)],
      shareOf(i === j ? counts.after : counts.both, i, j),
    ]).flat(),
    together: goingWith(counts.together, counts, i),
    after: goingWith(counts.after, counts, i),
  }));
};

/** Lines in COPY form, written some at a time. */
const customerLines = (sql: Transaction, workspaceId: string) => {
  let some: string[] = [];
  const flush = async (): Promise<void> => {
    if (some.length > 0) await sql.copy(text.NEW_CUSTOMERS, text.CUSTOMER_COLUMNS, some);
    some = [];
  };
  const add = async (customer: string, products: readonly number[]): Promise<void> => {
    some.push(`${workspaceId}\t${customer}\t{${products.join(',')}}`);
    if (some.length === LINES_AT_ONCE) await flush();
  };
  return { add, flush };
};

const measureAndKeep = async (
  sql: Transaction,
  { warehouse, clock, learn }: LearnPorts,
  asked: RecommendQuestion,
): Promise<RecommendAnswer> => {
  const { workspaceId, mark } = asked;
  const [began, started] = [clock.now(), performance.now()];
  await sql.query(text.makeNewCustomers);
  const lines = customerLines(sql, workspaceId);
  const measured = await measureRecommendations({ warehouse, learn }, asked, { now: began, onCustomer: lines.add });
  await lines.flush();
  for (const clear of text.clear) await sql.query(clear, [workspaceId]);
  const { answer, purchases, fitted } = measured;
  if (fitted) {
    await sql.query(text.keepProducts, [workspaceId, JSON.stringify(rowsOf(purchases.products, fitted))]);
    await sql.query(text.keepCustomers);
  }
  const took = Math.round(performance.now() - started);
  await sql.query(text.saveModel, [workspaceId, began, took, mark, purchases.purchases, JSON.stringify(answer)]);
  return answer;
};

/**
 * [NEXT-2] Learns the recommendations of a workspace as usual and keeps them, all at once; who comes while another learns waits for
 * that, and where nothing has changed they stay. Null where there is no interaction yet.
 */
export const keepRecommendations = async (ports: LearnPorts, workspaceId: string): Promise<RecommendAnswer | null> => {
  const { operational, warehouse, clock } = ports;
  return operational.transaction(async (sql) => {
    await sql.query(text.lockWorkspace, [workspaceId]);
    const asked = await askRecommend({ sql, warehouse, clock }, { workspaceId, whole: true }, USUAL);
    if (!asked) return null;
    const [kept] = await sql.query<KeptFit<RecommendAnswer>>(text.selectModel, [workspaceId]);
    if (kept?.mark !== asked.mark) return measureAndKeep(sql, ports, asked);
    await sql.query(text.noteLooked, [workspaceId, clock.now()]);
    return kept.model;
  });
};
