import { z } from 'zod';
import { momentsSchema, personasSchema, segmentSchema } from '../definitions/schema.js';
import { bilingualSchema } from '../lifecycle/schema.js';
import { ruleSchema } from '../rule/schema.js';

const instant = z.iso.datetime();
const id = z.string();

export const DEFINITION_KINDS = ['model', 'segment', 'personas', 'moments'] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

/** What is wrong with a draft, and where, as in the JSON document. */
export const problemSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: bilingualSchema,
});

/**
 * The history of all customers folded again for changed definitions. What is read stays as it was until it is `done`:
 * then all of it changes at once. A cancelled or failed one leaves everything as it was.
 */
export const replaySchema = z.object({
  id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  changes: z.array(
    z.object({ kind: z.enum(DEFINITION_KINDS), id, change: z.enum(['create', 'update', 'delete', 'restore']) }),
  ),
  /** Interactions folded so far, of how many. */
  done: z.number(),
  total: z.number(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** What went wrong, where it failed. */
  error: z.string().nullable(),
});
/** A definition saved, renamed, restored or deleted; it is live once its replay is done. */
export const savedSchema = z.object({ replay: replaySchema });
export const replaysSchema = z.object({ items: z.array(replaySchema) });

export const segmentViewSchema = z.object({
  segment: segmentSchema,
  version: z.number(),
  words: bilingualSchema,
  /** How many are in it now. */
  customers: z.number(),
});
export const segmentsViewSchema = z.object({ items: z.array(segmentViewSchema) });

export const personasViewSchema = z.object({
  /** Null where nobody has made any yet. */
  personas: personasSchema.nullable(),
  version: z.number(),
  /** By persona, the fallback included, in their order; no words for the fallback. */
  each: z.array(z.object({ id, words: bilingualSchema.nullable(), customers: z.number() })),
});

export const momentsViewSchema = z.object({
  moments: momentsSchema,
  version: z.number(),
  each: z.array(z.object({ id, words: bilingualSchema })),
});

/** One saved version of a definition, newest first. */
export const versionSchema = z.object({
  version: z.number(),
  /** Null where it was deleted. */
  definition: z.unknown(),
  savedAt: instant,
  savedBy: z.string().nullable(),
});
export const versionsSchema = z.object({ items: z.array(versionSchema) });

export const rulePreviewQuerySchema = z.strictObject({ rule: ruleSchema });
/** Whom a rule holds for now, on real history. */
export const rulePreviewSchema = z.object({
  words: bilingualSchema,
  customers: z.number(),
  /** Of how many in all. */
  of: z.number(),
  examples: z.array(z.object({ id, name: z.string().nullable() })),
});

const valueSchema = z.union([z.string(), z.number(), z.boolean()]);
const propertySchema = z.object({
  name: z.string(),
  types: z.array(z.enum(['text', 'number', 'boolean', 'list', 'object'])),
  /** Those seen most often. */
  values: z.array(valueSchema),
});
/** What rules can be about: all that was seen of interactions and traits, and the definitions there are. */
export const vocabularySchema = z.object({
  events: z.array(z.object({ event: z.string(), interactions: z.number(), properties: z.array(propertySchema) })),
  traits: z.array(propertySchema),
  models: z.array(z.object({ id, name: bilingualSchema, stages: z.array(z.object({ id, name: bilingualSchema })) })),
  segments: z.array(z.object({ id, name: bilingualSchema })),
  personas: z.array(z.object({ id, name: bilingualSchema })),
});

/** The most people of one band that are listed. */
export const MOST_BAND_PEOPLE = 500;
export const bandPeopleQuerySchema = z.object({
  model: z.unknown(),
  /** Where they stand today, and where they would; null is not on the journey. */
  from: id.nullable(),
  to: id.nullable(),
  limit: z.number().int().min(1).max(MOST_BAND_PEOPLE).default(50),
});
/** The people behind one band of a preview, always in the same order. */
export const bandPeopleSchema = z.object({ items: z.array(z.object({ id, name: z.string().nullable() })) });

/** A draft model against today: who would stand where. */
export const modelPreviewSchema = z.object({
  customers: z.number(),
  /** How many of them were looked at; all, unless there are very many. */
  sampled: z.number(),
  today: z.array(z.object({ stage: id.nullable(), customers: z.number() })),
  draft: z.array(z.object({ stage: id.nullable(), customers: z.number() })),
  /** From where they stand today to where they would stand; null is not on the journey. */
  bands: z.array(
    z.object({
      from: id.nullable(),
      to: id.nullable(),
      customers: z.number(),
      examples: z.array(z.object({ id, name: z.string().nullable() })),
    }),
  ),
});
