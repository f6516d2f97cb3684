import { z } from 'zod';
import { conditionSchema, keySchema } from '../rule/schema.js';
import { isPositiveDuration } from '../time/duration.js';

const instant = z.iso.datetime();
/** A calendar day, which stands for the instant it begins at in the workspace's zone, or an instant. */
const when = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'a day such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z',
});

/** What an analysis is about: the interactions of a period, of whom, and which of them. Its own fields are added to it. */
export const scopeSchema = z.strictObject({
  /** From `from` up to, and without, `to`. */
  period: z.strictObject({ from: when, to: when }),
  /** Only people who are of this persona now. */
  persona: keySchema.optional(),
  /** Only people who are in this segment now. */
  segment: keySchema.optional(),
  /** Only interactions whose properties hold to all of these. */
  where: z.array(conditionSchema).max(16).optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** A length of time counted in days, hours or minutes. */
export const timeSchema = z
  .string()
  .max(40)
  .refine(isPositiveDuration, 'a duration such as P30D or PT30M, longer than nothing');

/** A page of people behind a number. */
export const pageAsked = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
};

/** The period an analysis looked at, as instants. */
export const periodSchema = z.object({ from: instant, to: instant });

export const ACTIVITY_STEPS = ['day', 'week', 'month'] as const;
export const activityQuerySchema = scopeSchema.extend({ by: z.enum(ACTIVITY_STEPS).default('day') });
/** How many interactions there were, and of how many people, by day, week or month of the workspace's zone. */
export const activitySchema = z.object({
  period: periodSchema,
  customers: z.number(),
  interactions: z.number(),
  /** Oldest first, those without any included; `at` is where each begins, the first where the period does. */
  steps: z.array(z.object({ at: instant, customers: z.number(), interactions: z.number() })),
});
