import { z } from 'zod';
import { FLOW_STATES, flowSchema } from '../flow/schema.js';
import { contentProblemSchema } from './contents.js';

/** A flow as it was saved, where it stands, and its numbers since it began. */
export const flowViewSchema = z.object({
  flow: flowSchema,
  version: z.number(),
  savedAt: z.string(),
  savedBy: z.string().nullable(),
  state: z.enum(FLOW_STATES),
  /** The version new customers enter. */
  liveVersion: z.number().nullable(),
  activatedAt: z.string().nullable(),
  counts: z.object({ begun: z.number(), inside: z.number(), goal: z.number(), sent: z.number() }),
});
export const flowsSchema = z.object({ items: z.array(flowViewSchema) });
export const flowProblemSchema = contentProblemSchema.extend({ node: z.string().nullable() });
export const flowChecksSchema = z.object({ problems: z.array(flowProblemSchema) });

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();
/** Of some people those who reached the goal, and what that brought. */
const reached = z.object({ people: z.number(), reached: z.number(), revenue: z.number() });

export const flowNumbersSchema = z.object({
  nodes: z.array(
    z.object({
      node: z.string(),
      waiting: z.number(),
      passed: z.number(),
      /** By way out, as drawn. */
      ways: z.array(z.number()),
      held: z.number(),
      sent: z.number(),
      /** Of messages: who reached the goal within its window after one. */
      goal: z.number().nullable(),
      revenue: z.number().nullable(),
    }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), reason: z.string().nullable(), customers: z.number() })),
  /** Null without a goal or a holdout. */
  lift: z
    .object({
      treated: reached,
      held: reached,
      /** By how much more often, and how much more each brought in, with 95 % intervals. */
      share: estimate,
      mean: estimate,
      enough: z.boolean(),
    })
    .nullable(),
});
export type FlowNumbers = z.infer<typeof flowNumbersSchema>;

export const flowPeopleSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      at: z.string(),
      due: z.string().nullable(),
      held: z.string().nullable(),
    }),
  ),
});

const simulated = z.object({ people: z.number(), runs: z.number() });
/** What a flow would have done over some days of history. */
export const flowDryRunSchema = z.object({
  days: z.number(),
  from: z.string(),
  to: z.string(),
  /** People looked at; of more than can be looked at, some. */
  looked: z.number(),
  of: z.number(),
  begun: simulated,
  refused: z.object({ audience: z.number(), reentry: z.number(), holdout: z.number() }),
  nodes: z.array(
    z.object({
      node: z.string(),
      waiting: z.number(),
      passed: z.number(),
      ways: z.array(z.number()),
      held: z.number(),
    }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), people: z.number() })),
  messages: z.object({
    sent: z.number(),
    people: z.number(),
    /** The most one person would have had. */
    most: z.number(),
    /** Of those people, who has no e-mail address. */
    unreachable: z.number(),
    perDay: z.array(z.object({ day: z.string(), messages: z.number() })),
  }),
  examples: z.array(z.object({ id: z.string(), name: z.string().nullable(), messages: z.number() })),
  problems: z.array(flowProblemSchema),
});
export type FlowDryRun = z.infer<typeof flowDryRunSchema>;

export const flowWalkSchema = z.object({
  steps: z.array(
    z.object({
      at: z.string(),
      /** Null for the flow's beginning and end. */
      node: z.string().nullable(),
      what: z.enum(['begins', 'refused', 'passes', 'waits', 'sends', 'held', 'ends']),
      detail: z.string().nullable(),
      way: z.number().nullable(),
    }),
  ),
});
export type FlowWalk = z.infer<typeof flowWalkSchema>;

export const customerFlowsSchema = z.object({
  items: z.array(
    z.object({
      flow: z.string(),
      version: z.number(),
      entered: z.string(),
      node: z.string().nullable(),
      since: z.string(),
      due: z.string().nullable(),
      outcome: z.string().nullable(),
      reason: z.string().nullable(),
      passed: z.array(
        z.object({
          node: z.string(),
          at: z.string(),
          held: z.string().nullable(),
          content: z.string().nullable(),
        }),
      ),
    }),
  ),
});
