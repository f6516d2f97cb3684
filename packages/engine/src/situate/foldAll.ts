import type { Movement, Program } from '@parcours/core';
import type { OperationalStore, Warehouse } from '../ports.js';
import {
  type GatheredRow,
  type Gathering,
  gatherer,
  type History,
  type HistoryRow,
  historyOf,
  IDENTIFY_RANK,
  newHistory,
  recall,
} from '../warehouse/historyRow.js';
import { idRange, type Part } from '../warehouse/idRange.js';
import { longHistories, readGathered, readHistories } from '../warehouse/warehouse.sql.js';
import { readNeighbourhood } from './history.js';
import { foldCustomer, type Refolded } from './refold.js';
import { readLinkedProfiles } from './situate.sql.js';

/** Unless another number is asked for. */
const AT_ONCE = 2_000;
const LINKED_AT_ONCE = 1_000;

export interface FoldAllPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
}

export interface Folding {
  readonly workspaceId: string;
  readonly program: Program;
  readonly now: number;
  /** Everybody when absent. */
  readonly part?: Part;
  /** In how many steps the part is read: the memory of the analytical store grows with what is read in one. */
  readonly steps?: number;
  /** Customers folded before their result is handed on. */
  readonly atOnce?: number;
}

/** Some customers folded from their whole history, and how many interactions that took. */
export interface Folded<One = Refolded> {
  readonly refolded: readonly One[];
  readonly interactions: number;
}
/** What is made of one customer's history. */
export type FoldOne<One> = (id: string, history: History) => One;

interface LinkedRow {
  readonly profile_id: string;
  readonly customer_id: string;
}

/** Whether a customer of several identifiers belongs to a part. */
const isOf = (part: Part | undefined, id: string): boolean =>
  part === undefined || Number.parseInt(id.slice(0, 8), 16) % part.of === part.index;

/** Longer histories than this do not come in one row. */
const LONG = 100_000;

/** What of the interactions is asked for: the events rules name, and those whose properties they read. */
const askedOf = ({ events, needs }: Program): Gathering => {
  const reading = [...needs.byEvent.keys()];
  return { events: [...new Set([...events, ...reading])], reading, all: needs.every.length > 0 };
};

/** Each profile's whole history, but for linked ones, in the order of the warehouse; very long ones last. */
async function* historiesOf(
  { warehouse }: FoldAllPorts,
  { workspaceId, program }: Folding,
  part: Part,
  linked: ReadonlySet<string>,
): AsyncGenerator<readonly [profile: string, history: History][]> {
  const bounds = { workspace: workspaceId, ...idRange(part) };
  const asked = askedOf(program);
  const found = await warehouse.query<{ profile_id: string }>(longHistories, { ...bounds, most: LONG });
  const long = found.map(({ profile_id }) => profile_id);
  const parameters = { ...bounds, ...asked, identify: IDENTIFY_RANK, long };
  const historyIn = gatherer(program.needs, asked);
  for await (const rows of warehouse.stream(readGathered, parameters)) {
    yield (rows as unknown as readonly GatheredRow[])
      .filter(([profile]) => !linked.has(profile))
      .map((row) => [row[0], historyIn(row)]);
  }
  for (const profile of long.filter((id) => !linked.has(id))) {
    const history = newHistory();
    for await (const rows of warehouse.stream(readHistories, { workspace: workspaceId, profiles: [profile] }))
      for (const row of rows as unknown as readonly HistoryRow[]) recall(history, program.needs, row);
    yield [[profile, history]];
  }
}

async function* plainHistories(
  ports: FoldAllPorts,
  folding: Folding,
  linked: ReadonlySet<string>,
): AsyncGenerator<readonly [profile: string, history: History][]> {
  const { part = { index: 0, of: 1 }, steps = 1 } = folding;
  for (let step = 0; step < steps; step++) {
    yield* historiesOf(ports, folding, { index: part.index * steps + step, of: part.of * steps }, linked);
  }
}

async function* foldPlain<One>(
  ports: FoldAllPorts,
  folding: Folding,
  linked: ReadonlySet<string>,
  fold: FoldOne<One>,
): AsyncGenerator<Folded<One>> {
  let refolded: One[] = [];
  let interactions = 0;
  for await (const histories of plainHistories(ports, folding, linked)) {
    for (const [profile, history] of histories) {
      refolded.push(fold(profile, history));
      interactions += history.facts.length;
    }
    if (refolded.length >= (folding.atOnce ?? AT_ONCE)) {
      yield { refolded, interactions };
      refolded = [];
      interactions = 0;
    }
  }
  if (refolded.length > 0) yield { refolded, interactions };
}

async function* foldLinked<One>(
  ports: FoldAllPorts,
  folding: Folding,
  customers: readonly string[],
  fold: FoldOne<One>,
): AsyncGenerator<Folded<One>> {
  const { workspaceId, program } = folding;
  const done = new Set<string>();
  for (let at = 0; at < customers.length; at += LINKED_AT_ONCE) {
    const wanted = customers.slice(at, at + LINKED_AT_ONCE).filter((id) => !done.has(id));
    if (wanted.length === 0) continue;
    const { histories } = await readNeighbourhood(ports, workspaceId, wanted);
    const fresh = [...histories].filter(([id]) => !done.has(id) && isOf(folding.part, id));
    for (const [id] of fresh) done.add(id);
    yield {
      refolded: fresh.map(([id, history]) => fold(id, historyOf(program.needs, history))),
      interactions: fresh.reduce((sum, [, history]) => sum + history.length, 0),
    };
  }
}

/**
 * Folds every customer of a workspace, or of one part of it, from the stored history, some at a time: those of one
 * identifier in the order of the warehouse, then those made of several. The warehouse must hold everything.
 */
export async function* foldEach<One>(
  ports: FoldAllPorts,
  folding: Folding,
  fold: FoldOne<One>,
): AsyncGenerator<Folded<One>> {
  const rows = await ports.operational.query<LinkedRow>(readLinkedProfiles, [folding.workspaceId]);
  const linked = new Set(rows.flatMap(({ profile_id, customer_id }) => [profile_id, customer_id]));
  yield* foldPlain(ports, folding, linked, fold);
  const customers = new Set(rows.map(({ customer_id }) => customer_id));
  const own = [...customers].filter((id) => isOf(folding.part, id));
  yield* foldLinked(ports, folding, own, fold);
}

/** The same, each made into a customer with all that the store keeps. */
export const foldAll = (ports: FoldAllPorts, folding: Folding): AsyncGenerator<Folded> => {
  const { program, workspaceId, now } = folding;
  return foldEach(ports, folding, (id, history) => foldCustomer(program, workspaceId, id, history, now));
};

/** A movement as both stores can say it, to compare what is stored with what a fold gives. */
export const sayMovement = ({ model, value, at, from, to, kind, delta }: Movement): string =>
  [model, value, at, from ?? '', to ?? '', kind, delta].join('\u0001');
