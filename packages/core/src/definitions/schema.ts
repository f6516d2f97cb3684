import { z } from 'zod';
import { bilingualSchema, type Model } from '../lifecycle/schema.js';
import { conditionSchema, keySchema, ruleSchema } from '../rule/schema.js';

/** The customers a rule holds for, kept up to date live. */
export const segmentSchema = z.strictObject({
  id: keySchema,
  name: bilingualSchema,
  description: bilingualSchema.optional(),
  rule: ruleSchema,
});
export type Segment = z.infer<typeof segmentSchema>;

const personaParts = { id: keySchema, name: bilingualSchema, description: bilingualSchema.optional() };

/** Typical customers: each customer is the first whose rule holds, else the fallback. */
export const personasSchema = z.strictObject({
  personas: z.array(z.strictObject({ ...personaParts, rule: ruleSchema })).max(23),
  fallback: z.strictObject(personaParts),
});
export type Personas = z.infer<typeof personasSchema>;

/** What a moment of truth does to the relationship. */
export const EFFECTS = ['reinforce', 'weaken', 'break'] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * A moment of truth: each interaction of this event whose conditions hold, provided that a rule does.
 * `weight` is what it adds to the relationship, or takes from it.
 */
export const momentSchema = z.strictObject({
  id: keySchema,
  name: bilingualSchema,
  event: z.string().min(1).max(256),
  where: z.array(conditionSchema).min(1).max(16).optional(),
  provided: ruleSchema.optional(),
  weight: z.number().positive().max(100),
  effect: z.enum(EFFECTS),
});
export type Moment = z.infer<typeof momentSchema>;
export const momentsSchema = z.strictObject({ moments: z.array(momentSchema).max(100) });
export type Moments = z.infer<typeof momentsSchema>;

/** All that a workspace says about its customers, by which they are situated. */
export interface Definitions {
  readonly models: readonly Model[];
  readonly segments: readonly Segment[];
  readonly personas: Personas | null;
  readonly moments: readonly Moment[];
}

export const noDefinitions: Definitions = { models: [], segments: [], personas: null, moments: [] };
