import { z } from 'zod';
import { keySchema } from '../rule/schema.js';
import { pageAsked, periodSchema, scopeSchema } from './scope.js';

export const COHORT_UNITS = ['week', 'month'] as const;
export const LIFECYCLE_STATES = ['new', 'returning', 'resurrected', 'dormant'] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

/** A rule that single interactions match, as the steps of a funnel are. */
const interactionRule = z.unknown();
const by = z.enum(COHORT_UNITS).default('month');
const instant = z.iso.datetime();

/** What makes somebody part of a cohort, the first time it happens: an interaction, entry into a stage, or into a segment. */
export const cohortStartSchema = z.union(
  [
    z.strictObject({ rule: interactionRule.refine((rule) => rule !== undefined, { error: 'a rule' }) }),
    z.strictObject({ stage: z.strictObject({ model: keySchema, stage: keySchema }) }),
    z.strictObject({ segment: keySchema }),
  ],
  { error: '{"rule": …}, {"stage": {"model": …, "stage": …}} or {"segment": …}' },
);
export type CohortStart = z.infer<typeof cohortStartSchema>;

const retention = {
  by,
  start: cohortStartSchema,
  /** What counts as coming back; any interaction where absent. */
  returns: interactionRule.optional(),
};
export const cohortsQuerySchema = scopeSchema.extend(retention);
export type CohortsQuery = z.infer<typeof cohortsQuerySchema>;
/** Who began in each week or month, and how many of them came back in the weeks or months after it. */
export const cohortsSchema = z.object({
  period: periodSchema,
  cohorts: z.array(
    z.object({
      at: instant,
      customers: z.number(),
      /** How many were active so many steps later; 0 steps later, all of them. */
      retained: z.array(z.number()),
    }),
  ),
});

const lifecycle = { by, active: interactionRule.optional() };
export const lifecycleQuerySchema = scopeSchema.extend(lifecycle);
export type LifecycleQuery = z.infer<typeof lifecycleQuerySchema>;
/**
 * By week or month, those active for the first time ever, those active as in the step before, those active again after a step
 * without, and those active in the step before and no more.
 */
export const lifecycleSchema = z.object({
  period: periodSchema,
  steps: z.array(
    z.object({
      at: instant,
      new: z.number(),
      returning: z.number(),
      resurrected: z.number(),
      dormant: z.number(),
    }),
  ),
});

/** Movements have no properties of interactions to choose by. */
export const stageFlowsQuerySchema = scopeSchema.omit({ where: true }).extend({ model: keySchema });
/** Where people stood on a model at some instants, and how many went from each stage to each until the next of them. */
export const stageFlowsSchema = z.object({
  model: z.string(),
  marks: z.array(instant),
  /** `from` and `to` are null off the journey; `mark` is the instant it begins at, counted from 0. */
  flows: z.array(
    z.object({
      mark: z.number(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      customers: z.number(),
    }),
  ),
});

/** Those who went from one stage to another between two instants next to each other, the first told by its number, from 0. */
export const stageFlowPeopleQuerySchema = stageFlowsQuerySchema.extend({
  ...pageAsked,
  mark: z.number().int().min(0).max(100),
  /** Null is off the journey. */
  from: keySchema.nullable(),
  to: keySchema.nullable(),
});

/** Those of a cohort, by the instant it begins at, who were active so many steps later. */
export const cohortPeopleQuerySchema = cohortsQuerySchema.extend({
  ...pageAsked,
  at: instant,
  later: z.number().int().min(0).max(1000).default(0),
});
export const lifecyclePeopleQuerySchema = lifecycleQuerySchema.extend({
  ...pageAsked,
  at: instant,
  state: z.enum(LIFECYCLE_STATES),
});
