import { z } from 'zod';
import { conditionSchema, ruleSchema } from '../rule/schema.js';
import { ATTRIBUTION_MODELS } from '../statistics/attribution/index.js';
import { stepNameSchema } from './paths.js';
import { pageAsked, periodSchema, scopeSchema, timeSchema } from './scope.js';

/** What conversions can be credited to. */
export const ORIGINS = ['channel', 'source', 'medium', 'campaign', 'referrer'] as const;
/** Fewer conversions than this say little: what they are credited to is then mostly chance. */
export const ENOUGH_CONVERSIONS = 30;

const name = stepNameSchema;

/** A scope's `where` is asked of conversions here: touches have none of their properties. */
export const attributionQuerySchema = scopeSchema.extend({
  conversion: z
    .union([
      z.strictObject({ event: name, where: z.array(conditionSchema).max(16).optional() }),
      z.strictObject({ rule: ruleSchema }),
    ])
    .default({ event: 'Order Completed' }),
  /** The property that says what a conversion is worth; where it is no number, or negative, it is worth nothing. */
  value: name.default('total'),
  /** A touch counts for a conversion that comes within this time after it. */
  lookback: timeSchema.default('P30D'),
  /** A visit ends where nothing happens for longer; within one, a touch that repeats the one before is the same. */
  sessionGap: timeSchema.default('PT30M'),
  by: z.enum(ORIGINS).default('channel'),
  models: z
    .array(z.enum(ATTRIBUTION_MODELS))
    .min(1)
    .max(ATTRIBUTION_MODELS.length)
    .default([...ATTRIBUTION_MODELS]),
  /** Time after which a touch weighs half as much, for time decay. */
  halfLife: timeSchema.default('P7D'),
  /** What the first and the last touch are credited with, by position; those between share the rest. */
  position: z
    .strictObject({ first: z.number().min(0).max(1), last: z.number().min(0).max(1) })
    .refine(({ first, last }) => first + last <= 1, 'first and last are 1 together at most')
    .default({ first: 0.4, last: 0.4 }),
  /** False to leave out the journeys that led to no conversion: removal effects then say only who took part in conversions. */
  nulls: z.boolean().default(true),
  /** So many are told apart, those with most touches; all others are told together. */
  top: z.number().int().min(1).max(100).default(30),
});

const count = z.number();
const creditSchema = z.object({ conversions: count, value: count });

/** What conversions of a period are credited to, by each model asked for. The name '' stands for all beyond `top`. */
export const attributionSchema = z.object({
  period: periodSchema,
  /** Journeys with at least one touch, those that led to no conversion included. */
  journeys: count,
  /** Conversions that had a touch in time, and what they are worth; `untouched` had none, and are credited to nothing. */
  conversions: count,
  value: count,
  untouched: creditSchema,
  /** Fewer conversions than this say little. */
  enough: count,
  /** How many different channels, campaigns or sources there are. */
  names: count,
  rows: z.array(
    z.object({
      name: z.string(),
      /** How many touches, over all journeys. */
      touches: count,
      /** By model. */
      credits: z.partialRecord(z.enum(ATTRIBUTION_MODELS), creditSchema),
      /** By Markov model, the share of conversions that would be lost without it, 0–1. */
      removal: z.partialRecord(z.enum(ATTRIBUTION_MODELS), count),
    }),
  ),
});

/** Those whose conversions had a touch of this among the touches before them; '' is all beyond `top`. */
export const originPeopleQuerySchema = attributionQuerySchema.extend({
  of: z.union([z.literal(''), stepNameSchema]),
  ...pageAsked,
});
