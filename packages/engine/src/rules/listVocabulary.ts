import { type JsonObject, typeRank, type vocabularySchema } from '@parcours/core';
import type { z } from 'zod';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import type { Sql, Warehouse } from '../ports.js';
import { isPersonalTrait } from './personal.js';
import { PropertiesSeen } from './properties.js';
import { countEvents, rowsOfEvents, sampleRows } from './vocabulary.sql.js';

export type Vocabulary = z.infer<typeof vocabularySchema>;

interface SampledRow {
  readonly event: string;
  readonly rank: number;
  readonly properties: string;
}

const IDENTIFY = typeRank('identify');

/** Enough rows of every event: a sample of the table, and rows of those that are too rare to be in it. */
const sample = async (warehouse: Warehouse, workspaceId: string) => {
  const asked = { workspace: workspaceId };
  const [events, rows] = await Promise.all([
    warehouse.query<{ event: string; interactions: number }>(countEvents, asked),
    warehouse.query<SampledRow>(sampleRows, asked),
  ]);
  const known = new Set(rows.map(({ event }) => event));
  const missing = events.flatMap(({ event }) => (known.has(event) ? [] : [event]));
  if (missing.length === 0) return { events, rows };
  const rare = await warehouse.query<SampledRow>(rowsOfEvents, { ...asked, events: missing });
  return { events, rows: [...rows, ...rare] };
};

const summarise = (rows: readonly SampledRow[]) => {
  const byEvent = new Map<string, PropertiesSeen>();
  const traits = new PropertiesSeen();
  for (const { event, rank, properties } of rows) {
    const seen = byEvent.get(event) ?? new PropertiesSeen();
    byEvent.set(event, seen);
    if (properties === '') continue;
    const parsed = JSON.parse(properties) as JsonObject;
    seen.add(parsed);
    if (rank === IDENTIFY) traits.add(parsed);
  }
  return { byEvent, traits };
};

const named = <Named extends { id: string; name: { en: string; fr: string } }>({ id, name }: Named) => ({ id, name });

/** What rules of a workspace can be about: events, properties and traits as they were seen, and the definitions there are. */
export const listVocabulary = async (
  { sql, warehouse }: { sql: Sql; warehouse: Warehouse },
  workspaceId: string,
): Promise<Vocabulary> => {
  const [{ definitions }, { events, rows }] = await Promise.all([
    loadDefinitions({ sql }, workspaceId),
    sample(warehouse, workspaceId),
  ]);
  const { byEvent, traits } = summarise(rows);
  const { models, segments, personas } = definitions;
  return {
    events: events.map(({ event, interactions }) => ({
      event,
      interactions,
      properties: byEvent.get(event)?.list(event === 'Identified' ? isPersonalTrait : undefined) ?? [],
    })),
    traits: traits.list(isPersonalTrait),
    models: models.map((model) => ({ ...named(model), stages: model.stages.map(named) })),
    segments: segments.map(named),
    personas: personas ? [...personas.personas, personas.fallback].map(named) : [],
  };
};
