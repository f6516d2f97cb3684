import { type Changes, foldHistory, type Movement, type Program } from '@parcours/core';
import type { FlowCause, Listening } from '../flows/listening.js';
import { noteCauses } from '../flows/noteCauses.js';
import { groupBy } from '../grouping.js';
import type { OperationalStore, Transaction, Warehouse } from '../ports.js';
import { type History, historyOf } from '../warehouse/historyRow.js';
import { readMovementsOf } from '../warehouse/warehouse.sql.js';
import { groupsOf } from './apart.js';
import { write, writeOutbox } from './checkpoint.js';
import { type Neighbourhood, readNeighbourhood, spansOf } from './history.js';
import { type LiveCustomer, newLiveCustomer } from './live.js';
import {
  customerLine,
  FOREVER,
  jsonOf,
  type OutboxMovement,
  type OutboxSpan,
  positionLines,
  profileLine,
  stateLine,
  takenBack,
} from './rows.js';
import * as text from './situate.sql.js';
import { stage } from './stage.js';
import * as staged from './staged.sql.js';
import { takeTraits } from './traits.js';

export interface Refolded {
  readonly live: LiveCustomer;
  readonly movements: readonly Movement[];
}

/** A customer made anew from their whole history, due instants up to `now` applied. */
export const foldCustomer = (
  program: Program,
  workspaceId: string,
  id: string,
  { facts, identified }: History,
  now: number,
): Refolded => {
  const live = newLiveCustomer(program, workspaceId, id);
  const { customer, movements } = foldHistory(program, facts, now);
  live.customer = customer;
  for (const { time, messageId } of facts) {
    live.seen.add(messageId);
    live.firstSeen = Math.min(live.firstSeen, time);
    live.lastSeen = Math.max(live.lastSeen, time);
  }
  for (const one of identified) takeTraits(live, one, one.traits);
  return { live, movements };
};

interface OldMovement {
  readonly customer_id: string;
  readonly model: string;
  readonly value: string;
  readonly at: number | string;
}

const keyOfMovement = ({ model, value, at }: { model: string; value: string; at: number | string }): string =>
  `${at} ${model} ${value}`;

const derivedOf = (
  ids: readonly string[],
  oldOf: ReadonlyMap<string, readonly OldMovement[]>,
  nowOf: ReadonlyMap<string, Refolded>,
): Part['derived'] => {
  const known = new Set(ids.flatMap((id) => (oldOf.get(id) ?? []).map(keyOfMovement)));
  return ids.flatMap((c) =>
    (nowOf.get(c)?.movements ?? [])
      .filter((movement) => !known.has(keyOfMovement(movement)))
      .map((movement) => ({ c, movement })),
  );
};

/** [FLOW-7] What was derived of whoever was late or joined begins flows; nobody listens to a replay. */
const causesOf = (listening: Listening | null, workspaceId: string, parts: readonly Part[]): FlowCause[] =>
  !listening?.in(workspaceId)
    ? []
    : parts.flatMap(({ derived }) =>
        derived.flatMap(({ c, movement }) => listening.moved(workspaceId, c, { added: [movement] })),
      );

/** What turns the movements the warehouse holds into those that came about. */
const changesOf = (old: readonly OldMovement[], movements: readonly Movement[]): Changes => {
  const now = new Set(movements.map(keyOfMovement));
  const removed = old.filter((movement) => !now.has(keyOfMovement(movement))).map(takenBack);
  return { added: movements, removed };
};

const outboxRows = (workspaceId: string, customerId: string, { added, removed }: Changes) => [
  ...removed.map((m) => ({ w: workspaceId, c: customerId, deleted: 1 as const, m })),
  ...added.map((m) => ({ w: workspaceId, c: customerId, deleted: 0 as const, m })),
];

/** Profiles, and the histories in which their interactions are. */
type Linked = Pick<Neighbourhood, 'profiles' | 'histories'>;

const writeIdentities = async (sql: Transaction, workspaceId: string, near: Linked): Promise<OutboxSpan[]> => {
  const shared = near.profiles.filter((profile) => profile.shared);
  const spans = shared.flatMap((device) => spansOf(workspaceId, device, near));
  const lines = near.profiles.map(({ profile_id: id, kind, value, nowOf }) =>
    profileLine(workspaceId, { id, kind, value }, nowOf),
  );
  await stage(sql, staged.stagedProfiles, lines);
  await sql.query(text.deleteSpans, [workspaceId, near.profiles.map(({ profile_id }) => profile_id)]);
  await write(
    sql,
    text.writeSpans,
    spans.map(({ profileId: p, until: u, customerId: c }) => jsonOf({ w: workspaceId, p, u, c })),
  );
  return [
    ...near.profiles
      .filter((profile) => !profile.shared)
      .map(({ profile_id: p, nowOf: c }) => ({
        w: workspaceId,
        p,
        until: FOREVER,
        c,
        deleted: p === c ? (1 as const) : (0 as const),
      })),
    ...spans.map(({ profileId: p, until, customerId: c }) => ({ w: workspaceId, p, until, c, deleted: 0 as const })),
  ];
};

export interface RefoldPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly program: (workspaceId: string) => Promise<Program>;
}

/** Customers that no link connects with others, made anew from history, and what this replaces. */
interface Part {
  /** Of all customers and profiles concerned. */
  readonly ids: ReadonlySet<string>;
  readonly near: Linked;
  readonly refolded: readonly Refolded[];
  readonly movements: readonly OutboxMovement[];
  /** Movements that nobody of these had before. */
  readonly derived: readonly { readonly c: string; readonly movement: Movement }[];
}

/** A fold of history worked out: nothing is replaced yet. */
export interface PreparedRefold {
  readonly workspaceId: string;
  readonly program: Program;
  readonly now: number;
  readonly parts: readonly Part[];
}

const TURN = 100;

const foldAllOf = async (
  program: Program,
  workspaceId: string,
  { histories }: Neighbourhood,
  now: number,
): Promise<Refolded[]> => {
  const refolded: Refolded[] = [];
  for (const [id, history] of histories) {
    refolded.push(foldCustomer(program, workspaceId, id, historyOf(program.needs, history), now));
    if (refolded.length % TURN === 0) await new Promise(setImmediate);
  }
  return refolded;
};

const readOldMovements = async (
  warehouse: Warehouse,
  program: Program,
  workspace: string,
  customers: readonly string[],
): Promise<Map<string, OldMovement[]>> => {
  const tracks = program.tracks.map(({ key }) => key);
  const old = await warehouse.query<OldMovement>(readMovementsOf, { workspace, customers, tracks });
  return groupBy(old, ({ customer_id }) => customer_id);
};

const tied = ({ links, profiles }: Neighbourhood): [string, string][] => [
  ...links.map(({ a, b }): [string, string] => [a, b]),
  ...profiles.flatMap(({ profile_id: id, customer_id, nowOf }): [string, string][] => [
    [id, customer_id],
    [id, nowOf],
  ]),
];

/**
 * Works out some customers, and everyone linked to them, from the stored history.
 * The warehouse must hold everything situated of them.
 */
export const prepareRefold = async (
  { operational, warehouse, program: programOf }: RefoldPorts,
  workspaceId: string,
  customerIds: readonly string[],
  now: number,
): Promise<PreparedRefold> => {
  const program = await programOf(workspaceId);
  const near = await readNeighbourhood({ operational, warehouse }, workspaceId, customerIds);
  const refolded = await foldAllOf(program, workspaceId, near, now);
  const groups = groupsOf([...customerIds, ...near.histories.keys()], tied(near));
  const oldOf = await readOldMovements(
    warehouse,
    program,
    workspaceId,
    groups.flatMap((ids) => [...ids]),
  );
  const profilesOf = new Map(near.profiles.map((profile) => [profile.profile_id, profile]));
  const nowOf = new Map(refolded.map((one) => [one.live.id, one]));
  const parts = groups.map((group): Part => {
    const ids = [...group];
    return {
      ids: group,
      near: { profiles: ids.flatMap((id) => profilesOf.get(id) ?? []), histories: near.histories },
      refolded: ids.flatMap((id) => nowOf.get(id) ?? []),
      movements: ids.flatMap((id) =>
        outboxRows(workspaceId, id, changesOf(oldOf.get(id) ?? [], nowOf.get(id)?.movements ?? [])),
      ),
      derived: derivedOf(ids, oldOf, nowOf),
    };
  });
  return { workspaceId, program, now, parts };
};

/** Replaces what is stored of the customers of these parts. */
export const applyRefold = async (
  operational: OperationalStore,
  { workspaceId, program, now }: PreparedRefold,
  parts: readonly Part[],
  listening: Listening | null,
): Promise<void> => {
  const customers = parts.flatMap(({ ids }) => [...ids]);
  const refolded = parts.flatMap((part) => part.refolded);
  const movements = parts.flatMap((part) => part.movements);
  const tracks = program.tracks.map(({ key }) => key);
  const lines = {
    customers: refolded.map(({ live }) => customerLine(live)),
    states: refolded.map(({ live }) => stateLine(live, now)),
    positions: refolded.flatMap(({ live }) => positionLines(program, live)),
  };
  await operational.transaction(async (sql) => {
    const spans: OutboxSpan[] = [];
    const profiles = parts.flatMap(({ near }) => near.profiles);
    if (parts[0]) spans.push(...(await writeIdentities(sql, workspaceId, { ...parts[0].near, profiles })));
    await write(
      sql,
      text.dropCustomers,
      customers.map((c) => jsonOf({ w: workspaceId, c })),
    );
    await sql.query(text.clearTracks, [workspaceId, customers, tracks]);
    await stage(sql, staged.stagedCustomers, lines.customers);
    await stage(sql, staged.stagedStates, lines.states);
    await stage(sql, staged.stagedPositions, lines.positions);
    const outboxId = await writeOutbox(sql, { movements, spans });
    const causes = causesOf(listening, workspaceId, parts);
    const touched = listening?.in(workspaceId) ? customers.map((c) => ({ w: workspaceId, c })) : [];
    await noteCauses(sql, { causes, touched, imports: [] }, { logId: 0, outboxId });
  });
};
