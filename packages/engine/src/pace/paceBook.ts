import { type Pace, type PaceLimits, PERSONA_TRACK, paceBounds, paceOf } from '@parcours/core';
import type { Live } from '../definitions/loadDefinitions.js';
import type { Sql } from '../ports.js';
import { selectLimits } from './pace.sql.js';

/** The limits of one stage: for who is of a persona, or for everybody where it is null. */
export interface StageLimits {
  readonly stage: string;
  readonly persona: string | null;
  readonly limits: PaceLimits;
}

/** The limits last measured on the models that are live. */
export interface PaceBook {
  /** [PACE-3] The limits somebody of a persona goes by; null where too few left the stage upwards. */
  limitsOf(track: string, stage: string, persona: string | null): PaceLimits | null;
  /** All limits of a model: where personas differ, one for each of them. */
  stagesOf(track: string): StageLimits[];
}

export interface LimitsRow {
  readonly quarter: number | null;
  readonly half: number | null;
  readonly three_quarters: number | null;
  readonly nine_tenths: number | null;
}

/** Limits as stored; null where too few left upwards. */
export const limitsOfRow = ({ quarter, half, three_quarters, nine_tenths }: LimitsRow): PaceLimits | null =>
  quarter === null || half === null || three_quarters === null || nine_tenths === null
    ? null
    : { quarter, half, threeQuarters: three_quarters, nineTenths: nine_tenths };

type Row = LimitsRow & { readonly track: string; readonly stage: string; readonly persona: string };

const personasOf = ({ definitions: { personas } }: Live): string[] =>
  personas ? [...personas.personas, personas.fallback].map(({ id }) => id) : [];

const bookOf = (rows: readonly Row[], personas: readonly string[]): PaceBook => {
  const known = new Map<string, PaceLimits>();
  for (const row of rows) {
    const limits = limitsOfRow(row);
    if (limits) known.set(JSON.stringify([row.track, row.stage, row.persona]), limits);
  }
  const own = (track: string, stage: string, persona: string) => known.get(JSON.stringify([track, stage, persona]));
  const limitsOf: PaceBook['limitsOf'] = (track, stage, persona) =>
    own(track, stage, persona ?? '') ?? own(track, stage, '') ?? null;
  const stageLimits = (track: string, stage: string): StageLimits[] => {
    const among = personas.some((persona) => own(track, stage, persona)) ? personas : [null];
    return among.flatMap((persona) => {
      const limits = limitsOf(track, stage, persona);
      return limits ? [{ stage, persona, limits }] : [];
    });
  };
  return {
    limitsOf,
    stagesOf: (track) => {
      const stages = new Set(rows.filter((row) => row.track === track).map(({ stage }) => stage));
      return [...stages].flatMap((stage) => stageLimits(track, stage));
    },
  };
};

/** What was last measured of how long people stay, for the live models of a workspace. */
export const loadPaceBook = async ({ sql }: { sql: Sql }, workspaceId: string, live: Live): Promise<PaceBook> => {
  const tracks = live.stored.filter(({ kind }) => kind === 'model').map(({ track }) => track);
  return bookOf(await sql.query<Row>(selectLimits, [workspaceId, tracks]), personasOf(live));
};

/** [PACE-4] The pace of a position since an instant, at now (both ms). */
export const paceAt = (limits: PaceLimits | null, since: number, now: number): Pace | null =>
  limits && paceOf(limits, Math.max(0, now - since));

/** Who is at a pace, as instants between which their stay began: [from, before), for SQL. */
export interface PaceFilter {
  /** The key of the personas' rows. */
  readonly personas: string;
  readonly stages: readonly string[];
  readonly of: readonly (string | null)[];
  readonly from: readonly number[];
  readonly before: readonly number[];
}

const EVER = 8_640_000_000_000_000;
const held = (instant: number): number => Math.min(Math.max(instant, -EVER), EVER);

/** [PACE-4] The same words as conditions on when a stay began. */
export const paceFilter = (book: PaceBook, live: Live, track: string, pace: Pace, now: number): PaceFilter => {
  const rows = book.stagesOf(track);
  const bounds = rows.map(({ limits }) => paceBounds(limits)[pace]);
  return {
    personas: live.keyOf(PERSONA_TRACK),
    stages: rows.map(({ stage }) => stage),
    of: rows.map(({ persona }) => persona),
    from: bounds.map(([, upTo]) => held(now - upTo)),
    before: bounds.map(([after]) => held(now - after)),
  };
};
