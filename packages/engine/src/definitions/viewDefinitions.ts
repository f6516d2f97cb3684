import {
  type momentsViewSchema,
  namesOf,
  PERSONA_TRACK,
  type personasViewSchema,
  type segmentsViewSchema,
  segmentTrack,
} from '@parcours/core';
import type { z } from 'zod';
import { ruleInWords } from '../models/words.js';
import type { Sql } from '../ports.js';
import { countStanding } from './definitions.sql.js';
import { type Live, loadDefinitions } from './loadDefinitions.js';

interface Standing {
  readonly track: string;
  readonly stage: string;
  readonly customers: number;
}

const countOn = (sql: Sql, workspaceId: string, tracks: readonly string[]): Promise<Standing[]> =>
  sql.query<Standing>(countStanding, [workspaceId, tracks]);

const versionOf = ({ stored }: Live, kind: string, id: string): number =>
  stored.find((one) => one.kind === kind && one.id === id)?.version ?? 0;

/** The segments, by id, with how many are in each now. */
export const listSegments = async (
  { sql }: { sql: Sql },
  workspaceId: string,
): Promise<z.infer<typeof segmentsViewSchema>> => {
  const live = await loadDefinitions({ sql }, workspaceId);
  const { segments } = live.definitions;
  const names = namesOf(live.definitions);
  const keyOf = (id: string): string => live.keyOf(segmentTrack(id));
  const counts = await countOn(
    sql,
    workspaceId,
    segments.map(({ id }) => keyOf(id)),
  );
  return {
    items: segments.map((segment) => ({
      segment,
      version: versionOf(live, 'segment', segment.id),
      words: ruleInWords(segment.rule, names),
      customers: counts.find(({ track }) => track === keyOf(segment.id))?.customers ?? 0,
    })),
  };
};

/** The personas in their order, the fallback last, with how many are of each now. */
export const readPersonas = async (
  { sql }: { sql: Sql },
  workspaceId: string,
): Promise<z.infer<typeof personasViewSchema>> => {
  const live = await loadDefinitions({ sql }, workspaceId);
  const { personas } = live.definitions;
  if (!personas) return { personas: null, version: 0, each: [] };
  const names = namesOf(live.definitions);
  const counts = await countOn(sql, workspaceId, [live.keyOf(PERSONA_TRACK)]);
  const customersOf = (id: string): number => counts.find(({ stage }) => stage === id)?.customers ?? 0;
  return {
    personas,
    version: versionOf(live, 'personas', 'personas'),
    each: [
      ...personas.personas.map(({ id, rule }) => ({
        id,
        words: ruleInWords(rule, names),
        customers: customersOf(id),
      })),
      { id: personas.fallback.id, words: null, customers: customersOf(personas.fallback.id) },
    ],
  };
};

/** The catalogue of moments of truth, each in words. */
export const readMoments = async (
  { sql }: { sql: Sql },
  workspaceId: string,
): Promise<z.infer<typeof momentsViewSchema>> => {
  const live = await loadDefinitions({ sql }, workspaceId);
  const { moments } = live.definitions;
  const names = namesOf(live.definitions);
  return {
    moments: { moments: [...moments] },
    version: versionOf(live, 'moments', 'moments'),
    each: moments.map(({ id, event, where, provided }) => {
      const did = { did: where ? { event, where } : { event } };
      return { id, words: ruleInWords(provided ? { all: [did, provided] } : did, names) };
    }),
  };
};
