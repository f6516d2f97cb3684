import { type DefinitionNames, EVENT_LABELS, type vocabularySchema } from '@parcours/core';
import type { z } from 'zod';

export type Vocabulary = z.infer<typeof vocabularySchema>;
export type Property = Vocabulary['traits'][number];

export const NO_VOCABULARY: Vocabulary = { events: [], traits: [], models: [], segments: [], personas: [] };

/** Those that were seen, most frequent first; then those known by name alone, with no interactions. */
export const eventsOf = ({ events }: Vocabulary): { event: string; interactions: number }[] => {
  const seen = events.toSorted((a, b) => b.interactions - a.interactions);
  const names = new Set(seen.map(({ event }) => event));
  const known = Object.keys(EVENT_LABELS).filter((event) => !names.has(event));
  return [...seen, ...known.map((event) => ({ event, interactions: 0 }))];
};

export const propertiesOf = ({ events }: Vocabulary, event: string): readonly Property[] =>
  events.find((known) => known.event === event)?.properties ?? [];

/** The properties of all interactions, those of the most frequent first. */
export const allProperties = ({ events }: Vocabulary): Property[] => {
  const all = new Map<string, Property>();
  for (const { properties } of events.toSorted((a, b) => b.interactions - a.interactions)) {
    for (const { name, types, values } of properties) {
      const known = all.get(name) ?? { name, types: [], values: [] };
      const both = {
        types: [...new Set([...known.types, ...types])],
        values: [...new Set([...known.values, ...values])],
      };
      all.set(name, { name, ...both });
    }
  }
  return [...all.values()];
};

export const propertyNamed = (properties: readonly Property[], name: string): Property =>
  properties.find((known) => known.name === name) ?? { name, types: [], values: [] };

type Named = Vocabulary['segments'];
const byId = (named: Named) => Object.fromEntries(named.map(({ id, name }) => [id, name]));

/** What definitions are called, for putting a rule into words. */
export const namesIn = ({ models, segments, personas }: Vocabulary): DefinitionNames => ({
  models: byId(models),
  stages: Object.fromEntries(models.map(({ id, stages }) => [id, byId(stages)])),
  segments: byId(segments),
  personas: byId(personas),
});
