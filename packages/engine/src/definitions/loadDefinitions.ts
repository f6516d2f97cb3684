import {
  type DefinitionKind,
  type Definitions,
  MOMENT_TRACK,
  type Model,
  type Moments,
  PERSONA_TRACK,
  type Personas,
  PRESETS,
  type Segment,
  segmentTrack,
} from '@parcours/core';
import type { Sql } from '../ports.js';
import { selectDefinitions } from './definitions.sql.js';

/** A definition as stored; `track` is the key of its rows. */
export interface StoredDefinition {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: number;
  readonly track: string;
  readonly definition: unknown;
  readonly preset: boolean;
  readonly active: boolean;
}

/** What is live in a workspace. */
export interface Live {
  readonly timezone: string;
  readonly generation: number;
  readonly stored: readonly StoredDefinition[];
  /** The active ones. */
  readonly definitions: Definitions;
  /** The key of a track's rows. */
  readonly keyOf: (track: string) => string;
}

/** The track a definition is evaluated on. */
export const trackOfDefinition = ({ kind, id }: Pick<StoredDefinition, 'kind' | 'id'>): string => {
  if (kind === 'segment') return segmentTrack(id);
  if (kind === 'personas') return PERSONA_TRACK;
  return kind === 'moments' ? MOMENT_TRACK : id;
};

const placeOf = (id: string): number => {
  const place = PRESETS.findIndex((preset) => preset.id === id);
  return place < 0 ? PRESETS.length : place;
};

/** The presets in their order, then the others by id. */
export const inOrder = <Named extends { readonly id: string }>(models: readonly Named[]): Named[] =>
  [...models].sort((a, b) => placeOf(a.id) - placeOf(b.id) || (a.id < b.id ? -1 : 1));

/** Stored rows as what the fold is compiled from. */
export const definitionsOf = (stored: readonly StoredDefinition[]): Definitions => {
  const of = <T>(kind: DefinitionKind): T[] =>
    stored.filter((one) => one.active && one.kind === kind).map(({ definition }) => definition as T);
  return {
    models: inOrder(of<Model>('model')),
    segments: of<Segment>('segment'),
    personas: of<Personas>('personas')[0] ?? null,
    moments: of<Moments>('moments')[0]?.moments ?? [],
  };
};

type Row = StoredDefinition & {
  readonly timezone: string;
  readonly generation: number;
  readonly kind: DefinitionKind | null;
};

/** The definitions of a workspace that are live. */
export const loadDefinitions = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<Live> => {
  const rows = await sql.query<Row>(selectDefinitions, [workspaceId]);
  const stored = rows.filter(({ kind }) => kind !== null);
  const keys = new Map(stored.map((one) => [trackOfDefinition(one), one.track]));
  return {
    timezone: rows[0]?.timezone ?? 'UTC',
    generation: rows[0]?.generation ?? 0,
    stored,
    definitions: definitionsOf(stored),
    keyOf: (track) => keys.get(track) ?? track,
  };
};
