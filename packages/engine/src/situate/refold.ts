import { type Changes, foldHistory, type Movement, type Program } from '@parcours/core';
import { groupBy } from '../grouping.js';
import type { OperationalStore, Transaction, Warehouse } from '../ports.js';
import { type History, historyOf } from '../warehouse/historyRow.js';
import { readMovementsOf } from '../warehouse/warehouse.sql.js';
import { write, writeOutbox } from './checkpoint.js';
import { type Neighbourhood, readNeighbourhood, spansOf } from './history.js';
import { type LiveCustomer, newLiveCustomer } from './live.js';
import {
  customerLine,
  FOREVER,
  jsonOf,
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

const writeIdentities = async (sql: Transaction, workspaceId: string, near: Neighbourhood): Promise<OutboxSpan[]> => {
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

/**
 * Folds some customers, and everyone linked to them, from the stored history, and replaces what is stored of them.
 * The warehouse must hold everything situated so far. Returns the ids concerned, so that memory can let go of them.
 */
export const refoldCustomers = async (
  { operational, warehouse, program }: RefoldPorts,
  workspaceId: string,
  customerIds: readonly string[],
  now: number,
): Promise<{ customers: Set<string>; profiles: Set<string>; refolded: Refolded[] }> => {
  const compiled = await program(workspaceId);
  const near = await readNeighbourhood({ operational, warehouse }, workspaceId, customerIds);
  const refolded = [...near.histories].map(([id, history]) =>
    foldCustomer(compiled, workspaceId, id, historyOf(compiled.needs, history), now),
  );
  const customers = new Set([
    ...customerIds,
    ...near.profiles.flatMap(({ customer_id, profile_id }) => [customer_id, profile_id]),
    ...near.histories.keys(),
  ]);
  const tracks = compiled.tracks.map(({ key }) => key);
  const old = await warehouse.query<OldMovement>(readMovementsOf, {
    workspace: workspaceId,
    customers: [...customers],
    tracks,
  });
  const oldOf = groupBy(old, ({ customer_id }) => customer_id);
  const nowOf = new Map(refolded.map(({ live, movements }) => [live.id, movements]));
  const movements = [...customers].flatMap((id) =>
    outboxRows(workspaceId, id, changesOf(oldOf.get(id) ?? [], nowOf.get(id) ?? [])),
  );
  await operational.transaction(async (sql) => {
    const spans = await writeIdentities(sql, workspaceId, near);
    await write(
      sql,
      text.dropCustomers,
      [...customers].map((c) => jsonOf({ w: workspaceId, c })),
    );
    await sql.query(text.clearTracks, [workspaceId, [...customers], tracks]);
    await stage(
      sql,
      staged.stagedCustomers,
      refolded.map(({ live }) => customerLine(live)),
    );
    await stage(
      sql,
      staged.stagedStates,
      refolded.map(({ live }) => stateLine(live, now)),
    );
    await stage(
      sql,
      staged.stagedPositions,
      refolded.flatMap(({ live }) => positionLines(compiled, live)),
    );
    await writeOutbox(sql, { movements, spans });
  });
  return { customers, profiles: new Set(near.profiles.map(({ profile_id }) => profile_id)), refolded };
};
