import { createHash } from 'node:crypto';
import type { Movement } from '@parcours/core';
import { steadyFrom, velocityAfter } from '@parcours/core';
import { shorten } from '@parcours/engine';
import { NOW, type ReadServer } from './readServer.js';

export const profileId = (workspace: string, kind: 'user' | 'anonymous', value: string): string =>
  createHash('md5')
    .update(`${workspace}\n${kind}\n${value}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

type Seed = Pick<ReadServer, 'store' | 'warehouse'>;
export interface Person {
  readonly userId: string;
  readonly name?: string | null;
  readonly email?: string;
  readonly firstSeen?: number;
  readonly lastSeen?: number;
  readonly interactions?: number;
  readonly traits?: Record<string, unknown>;
}

const WORDS = {
  workspace_id: '',
  user_id: '',
  anonymous_id: '',
  context: '{}',
  outbound: false,
  imported: false,
  log_id: 1,
};
let token = 0;

/** Writes a customer with one profile, as situate does. */
export const addPerson = async ({ store }: Seed, workspace: string, person: Person): Promise<string> => {
  const id = profileId(workspace, 'user', person.userId);
  const { name = null, email = null, firstSeen = NOW, lastSeen = NOW, interactions = 1, traits = {} } = person;
  const search = [name, email, person.userId].filter(Boolean).join(' ').toLowerCase();
  await store.query(
    `insert into customers (workspace_id, customer_id, name, email, search, traits, first_seen, last_seen, interactions)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspace, id, name, email, search, JSON.stringify(traits), firstSeen, lastSeen, interactions],
  );
  await store.query(
    'insert into profiles (workspace_id, profile_id, kind, value, customer_id) values ($1, $2, $3, $4, $2)',
    [workspace, id, 'user', person.userId],
  );
  return id;
};

export type Move = Omit<Movement, 'model' | 'value'>;

/** Writes movements to the warehouse, and where the last one leaves the customer. */
export const addMoves = async (
  { store, warehouse }: Seed,
  workspace: string,
  {
    customer,
    model,
    stages,
    moves,
  }: { customer: string; model: string; stages: readonly string[]; moves: readonly Move[] },
): Promise<void> => {
  const last = moves.at(-1);
  if (!last) return;
  const rows = moves.map((move) => ({
    workspace_id: workspace,
    customer_id: customer,
    model,
    value: '',
    at: new Date(move.at).toISOString().replace('T', ' ').replace('Z', ''),
    from_stage: move.from ?? '',
    to_stage: move.to,
    kind: move.kind,
    delta: move.delta,
    cause_message: move.cause.by === 'interaction' ? move.cause.messageId : '',
    cause_event: move.cause.by === 'interaction' ? move.cause.event : '',
    clause: move.rule.on === 'leave' ? move.rule.clause : -1,
    version: 1,
    deleted: 0,
  }));
  await warehouse.insert('movements', rows, `moves ${token++}`);
  const velocity = moves.reduce(
    (sum, { at, delta }, index) => velocityAfter(sum, moves[index - 1]?.at ?? at, at, delta),
    0,
  );
  await store.query(
    `insert into positions (workspace_id, customer_id, model, value, stage, rank, since, velocity, velocity_at, steady_from, last)
     values ($1, $2, $3, '', $4, $5, $6, $7, $6, $8, $9)`,
    [
      workspace,
      customer,
      model,
      last.to,
      stages.indexOf(last.to ?? '') + 1,
      last.at,
      velocity,
      steadyFrom(velocity, last.at),
      JSON.stringify(shorten({ ...last, model, value: '' })),
    ],
  );
};

export interface Doing {
  readonly profile: string;
  readonly at: number;
  readonly event: string;
  readonly messageId: string;
  readonly properties?: Record<string, unknown>;
}

/** Writes track calls to the warehouse. */
export const addDoings = async ({ warehouse }: Seed, workspace: string, doings: readonly Doing[]): Promise<void> => {
  const rows = doings.map(({ profile, at, event, messageId, properties = {} }) => ({
    ...WORDS,
    workspace_id: workspace,
    profile_id: profile,
    time: new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
    rank: 5,
    message_id: messageId,
    event,
    properties: JSON.stringify(properties),
  }));
  await warehouse.insert('interactions', rows, `doings ${token++}`);
};
