import { z } from 'zod';
import { durationSchema } from '../rule/schema.js';
import { pageAsked, periodSchema, scopeSchema } from './scope.js';

export const FUNNEL_ORDERS = ['ordered', 'strict', 'any'] as const;
export type FunnelOrder = (typeof FUNNEL_ORDERS)[number];
export const MOST_FUNNEL_STEPS = 10;

const fields = {
  steps: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        /** A rule that single interactions match: `did` with an event and conditions, or `all` or `any` of these. */
        rule: z.unknown(),
      }),
    )
    .min(1)
    .max(MOST_FUNNEL_STEPS),
  /** How long after the first step the others count. */
  window: durationSchema,
  /** In their order with anything between, in their order with nothing between, or in any order. */
  order: z.enum(FUNNEL_ORDERS).default('ordered'),
  /** `persona`, or a property as it was at the first step. */
  breakdown: z
    .union([z.string().min(1).max(256), z.strictObject({ property: z.string().min(1).max(256) })], {
      error: 'persona, or {"property": …}',
    })
    .optional(),
};
const stepNumber = z.number().int().min(1).max(MOST_FUNNEL_STEPS);

export const funnelQuerySchema = scopeSchema.extend(fields);
export type FunnelQuery = z.infer<typeof funnelQuerySchema>;

const stepSchema = z.object({
  name: z.string(),
  /** Who reached the step. */
  customers: z.number(),
  /** Of those of the first step, and of those of the step before; 0 where there are none. */
  conversion: z.number(),
  fromPrevious: z.number(),
  /** From the step before; null for the first, and where nobody reached it. */
  medianSeconds: z.number().nullable(),
  /** Who reached it, and no further. */
  left: z.number(),
});

export const funnelValueSchema = z.union([z.string(), z.number(), z.boolean()]).nullable();
/** How many reached each step of a funnel within its window, each customer by the attempt that came furthest. */
export const funnelSchema = z.object({
  period: periodSchema,
  steps: z.array(stepSchema),
  /** By value of the breakdown, those with most people first; all other values together in `rest`. */
  breakdown: z
    .object({
      groups: z.array(z.object({ value: funnelValueSchema, steps: z.array(stepSchema) })),
      rest: z.object({ values: z.number(), steps: z.array(stepSchema) }).nullable(),
    })
    .nullable(),
});

export const funnelLeftQuerySchema = funnelQuerySchema.omit({ breakdown: true }).extend({ step: stepNumber });
/** What those who reached a step, and no further, did next. */
export const funnelLeftSchema = z.object({
  customers: z.number(),
  /** The most frequent first. */
  next: z.array(z.object({ event: z.string(), customers: z.number() })),
  /** Who did something else yet, and who did nothing more. */
  others: z.number(),
  nothing: z.number(),
});

/** Those of one value of the breakdown, as it is told, or of all that are told together. */
export const funnelGroupSchema = z.union(
  [z.strictObject({ value: funnelValueSchema }), z.strictObject({ rest: z.literal(true) })],
  { error: '{"value": …} or {"rest": true}' },
);
export type FunnelGroup = z.infer<typeof funnelGroupSchema>;

export const funnelPeopleQuerySchema = funnelQuerySchema.extend({
  step: stepNumber,
  group: funnelGroupSchema.optional(),
  /** True for those who reached the step and no further. */
  left: z.boolean().default(false),
  ...pageAsked,
});
export const namedPeopleSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  next: z.string().nullable(),
});
