import { z } from 'zod';
import { keySchema } from '../rule/schema.js';
import { CONFOUNDERS } from '../statistics/drivers.js';
import { pageAsked, periodSchema, scopeSchema, timeSchema } from './scope.js';

export const DRIVER_OUTCOMES = ['forward', 'back', 'leave'] as const;
export type DriverOutcome = (typeof DRIVER_OUTCOMES)[number];

/** What can go with an outcome: something met or done before, where one came from, a trait, a persona, or a habit. */
export const DRIVER_KINDS = [
  'touchpoint',
  'event',
  'channel',
  'source',
  'campaign',
  'trait',
  'persona',
  'habit',
] as const;
/** Habits that are worked out from what was done before; `often` and `spentMore` are told with how much is above the middle. */
export const DRIVER_HABITS = [
  ...(['recent', 'often', 'bought', 'boughtAgain', 'spentMore', 'discount'] as const),
  ...(['weekend', 'morning', 'afternoon', 'evening', 'night'] as const),
] as const;
export type DriverHabit = (typeof DRIVER_HABITS)[number];

/**
 * Who entered a stage in the period, and stood in it a time `after` (at once, when absent). What went before that instant, within
 * `lookback`, is compared with what came first within `window` after it.
 */
export const driversQuerySchema = scopeSchema.extend({
  model: keySchema,
  stage: keySchema,
  outcome: z.enum(DRIVER_OUTCOMES).default('forward'),
  window: timeSchema.default('P30D'),
  after: timeSchema.optional(),
  lookback: timeSchema.default('P90D'),
});
export type DriversQuery = z.infer<typeof driversQuerySchema>;

const count = z.number();
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const share = z.object({ of: count, events: count });
const named = { kind: z.enum(DRIVER_KINDS), name: z.string().max(400), value: z.string().max(400).nullable() };

/** One variable: kind and name, the value of a trait, and for a habit above the middle, what the middle is. */
const variableSchema = z.object({ ...named, above: z.number().nullable() });
const how = z.enum(['each', 'trend']).nullable();

export const driversSchema = z.object({
  period: periodSchema,
  /** Who is told of; `compared` are a sample of them where they are many, and `events` how many of these it happened to. */
  people: count,
  compared: count,
  events: count,
  /** Who entered too short a time ago to know. */
  waiting: count,
  /** What is held the same, and how; null what there was too little for, or nothing of. */
  held: z.record(z.enum(CONFOUNDERS), how),
  rows: z.array(
    variableSchema.extend({
      with: share,
      without: share,
      plain: estimate,
      /** Null where having it, or not, decides the outcome entirely. */
      adjusted: z.object({ difference: estimate, odds: estimate, p: z.number(), q: z.number() }).nullable(),
    }),
  ),
  /** Variables too few have, or lack, to be compared; and how many there were beyond those that are compared. */
  rare: count,
  more: count,
  /** Traits with too many different values to be compared by each. */
  varied: z.array(z.object({ name: z.string(), values: count })),
});

/** Those of the compared who have a variable, or have it not. */
export const driverPeopleQuerySchema = driversQuerySchema.extend({
  ...pageAsked,
  variable: z.strictObject(named),
  has: z.boolean().default(true),
  /** Only those it happened to, or only those it did not. */
  happened: z.boolean().optional(),
});
