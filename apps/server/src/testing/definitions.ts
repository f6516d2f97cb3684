import {
  type Effect,
  MOMENT_TRACK,
  type Moment,
  PERSONA_TRACK,
  type Personas,
  type Segment,
  segmentTrack,
} from '@parcours/core';
import type { ReadServer } from './readServer.js';

type Seed = Pick<ReadServer, 'store' | 'warehouse'>;
const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

/** The keys under which these tests store rows of tracks that are no models. */
export const TRACKS = { persona: `${PERSONA_TRACK}@1`, moments: `${MOMENT_TRACK}@1` };

const define = ({ store }: Seed, workspace: string, kind: string, id: string, track: string, definition: unknown) =>
  store.query(`insert into definitions (workspace_id, kind, id, track, definition) values ($1, $2, $3, $4, $5)`, [
    workspace,
    kind,
    id,
    track,
    JSON.stringify(definition),
  ]);

/** Makes personas live, the last one the fallback, without folding anybody. */
export const definePersonas = async (seed: Seed, workspace: string, ids: readonly string[]): Promise<void> => {
  const named = ids.map((id) => ({ id, name: both(id), rule: { did: { event: 'Order Completed' } } }));
  const { rule: _, ...fallback } = named.at(-1) as (typeof named)[number];
  const personas: Personas = { personas: named.slice(0, -1) as Personas['personas'], fallback };
  await define(seed, workspace, 'personas', 'personas', TRACKS.persona, personas);
};

/** Makes a segment live, without folding anybody; gives the track its movements are told on. */
export const defineSegment = async (seed: Seed, workspace: string, id: string): Promise<string> => {
  const segment: Segment = { id, name: both(id), rule: { did: { event: 'Order Completed' } } };
  await define(seed, workspace, 'segment', id, `${segmentTrack(id)}@1`, segment);
  return `${segmentTrack(id)}@1`;
};

/** Makes moments of truth live: id, effect, weight. */
export const defineMoments = (
  seed: Seed,
  workspace: string,
  given: readonly (readonly [id: string, effect: Effect, weight: number])[],
) => {
  const moments: Moment[] = given.map(([id, effect, weight]) => ({ id, name: both(id), event: id, effect, weight }));
  return define(seed, workspace, 'moments', 'moments', TRACKS.moments, { moments });
};

let token = 0;

interface Placed {
  readonly customer: string;
  readonly track: string;
  readonly stage: string;
  readonly at: number;
}

/** Writes where customers stand on tracks beside the models, as situate does, and the movements that led there. */
export const placeAll = async (
  { store, warehouse }: Seed,
  workspace: string,
  placed: readonly Placed[],
): Promise<void> => {
  for (const { customer, track, stage, at } of placed)
    await store.query(
      `insert into positions (workspace_id, customer_id, model, value, stage, rank, since, velocity, velocity_at, steady_from, last)
       values ($1, $2, $3, '', $4, 1, $5, 0, $5, $5, $6)`,
      [workspace, customer, track, stage, at, JSON.stringify([null, 'enter', 0, 'm', 'Order Completed', -1])],
    );
  await warehouse.insert(
    'movements',
    placed.map(({ customer, track, stage, at }) => ({
      ...{ workspace_id: workspace, customer_id: customer, model: track, value: '', at },
      ...{ from_stage: '', to_stage: stage, kind: 'enter', delta: 0, cause_message: 'm' },
      ...{ cause_event: 'Order Completed', clause: -1, version: 1, deleted: 0 },
    })),
    `place ${token++}`,
  );
};
export const place = (seed: Seed, workspace: string, placed: Placed): Promise<void> =>
  placeAll(seed, workspace, [placed]);

/** Writes moments of truth that happened to a customer, and the relationship they left. */
export const addMoments = async (
  { store, warehouse }: Seed,
  workspace: string,
  {
    customer,
    happened,
    score,
    broken = false,
  }: {
    customer: string;
    happened: readonly (readonly [id: string, at: number, kind: Effect])[];
    score: number;
    broken?: boolean;
  },
): Promise<void> => {
  const rows = happened.map(([id, at, kind]) => ({
    ...{ workspace_id: workspace, customer_id: customer, model: TRACKS.moments, value: id, at },
    ...{ from_stage: '', to_stage: '', kind, delta: 0, cause_message: `${id} ${at}`, cause_event: id },
    ...{ clause: -1, version: 1, deleted: 0 },
  }));
  await warehouse.insert('movements', rows, `moments ${token++}`);
  const at = happened.at(-1)?.[1] ?? 0;
  await store.query(
    `insert into positions (workspace_id, customer_id, model, value, stage, rank, since, velocity, velocity_at, steady_from, last)
     values ($1, $2, $3, '', $4, 1, $5, $6, $5, $5, $7)`,
    [
      ...[workspace, customer, TRACKS.moments, broken ? 'broken' : 'whole', at, score],
      JSON.stringify([null, 'reinforce', 0, 'm', 'Order Completed', -1]),
    ],
  );
};
