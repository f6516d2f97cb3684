import { z } from 'zod';
import { bilingualSchema } from '../lifecycle/schema.js';
import { conditionSchema, durationSchema, keySchema, ruleSchema } from '../rule/schema.js';

const event = z.string().min(1).max(256);
const where = z.array(conditionSchema).min(1).max(16).optional();

/** What begins a flow for a customer. */
export const triggerSchema = z.discriminatedUnion('kind', [
  /** A movement on a model: forwards, backwards (a fall or a lapse) or either; to or from one stage, or any. */
  z.strictObject({
    kind: z.literal('stage'),
    model: keySchema,
    way: z.enum(['forward', 'back', 'any']),
    from: keySchema.optional(),
    to: keySchema.optional(),
  }),
  z.strictObject({ kind: z.literal('segment'), segment: keySchema, way: z.enum(['enters', 'leaves']) }),
  z.strictObject({ kind: z.literal('persona'), persona: keySchema, way: z.enum(['enters', 'leaves']) }),
  z.strictObject({ kind: z.literal('event'), event, where }),
  /** Nothing by itself: a person or a program enrols. */
  z.strictObject({ kind: z.literal('manual') }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');
const weekdays = z.array(z.number().int().min(1).max(7)).min(1).max(7).optional();
export const windowSchema = z
  .strictObject({ from: clockTime, to: clockTime, weekdays })
  .refine(({ from, to }) => from !== to, 'begin and end at different times');

/** Where a customer goes from a node; where absent, they have reached the end. */
const next = keySchema.optional();
const node = { id: keySchema, name: z.string().max(120).optional() };

export const flowNodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...node, kind: z.literal('wait'), for: durationSchema, next }),
  z.strictObject({ ...node, kind: z.literal('until'), at: clockTime, weekdays, next }),
  /** A date in a trait, so many days before (negative) or after; who has none, or whose is past, goes the other way. */
  z.strictObject({
    ...node,
    kind: z.literal('date'),
    trait: z.string().min(1).max(256),
    days: z.number().int().min(-3_660).max(3_660),
    at: clockTime.optional(),
    next,
    otherwise: next,
  }),
  /** Until the customer does something, or a rule holds; after the timeout they go the other way. */
  z
    .strictObject({
      ...node,
      kind: z.literal('waitFor'),
      event: z.strictObject({ event, where }).optional(),
      rule: ruleSchema.optional(),
      timeout: durationSchema,
      next,
      otherwise: next,
    })
    .refine(({ event: did, rule }) => (did === undefined) !== (rule === undefined), 'wait for an event or for a rule'),
  z.strictObject({
    ...node,
    kind: z.literal('branch'),
    paths: z
      .array(z.strictObject({ name: z.string().max(120).optional(), rule: ruleSchema, next }))
      .min(1)
      .max(8),
    otherwise: next,
  }),
  /** At random by shares, always the same for a customer. */
  z.strictObject({
    ...node,
    kind: z.literal('split'),
    paths: z
      .array(z.strictObject({ name: z.string().max(120).optional(), share: z.number().min(0).max(100), next }))
      .min(2)
      .max(8),
  }),
  z.strictObject({
    ...node,
    kind: z.literal('message'),
    content: keySchema,
    /** What the customer agreed to be written to about. */
    purpose: keySchema.default('marketing'),
    next,
  }),
  z.strictObject({
    ...node,
    kind: z.literal('trait'),
    trait: z.string().min(1).max(256),
    value: z.union([z.string().max(1024), z.number().finite(), z.boolean()]),
    next,
  }),
  z.strictObject({ ...node, kind: z.literal('flow'), flow: keySchema, next }),
  z.strictObject({ ...node, kind: z.literal('exit') }),
]);
export type FlowNode = z.infer<typeof flowNodeSchema>;
export type FlowNodeKind = FlowNode['kind'];

export const reentrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('afterExit') }),
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('every'), every: durationSchema }),
]);

/** What the flow is for: an event within a time of the enrolment; the property is what it brings in. */
export const goalSchema = z.strictObject({
  event,
  where,
  within: durationSchema,
  property: z.string().min(1).max(256).optional(),
  /** Whether whoever reaches it leaves the flow. */
  ends: z.boolean().default(true),
});
export type Goal = z.infer<typeof goalSchema>;

/** An automation: what begins it, for whom, and the nodes customers pass through. */
export const flowSchema = z.strictObject({
  id: keySchema,
  name: bilingualSchema,
  description: bilingualSchema.optional(),
  trigger: triggerSchema,
  audience: ruleSchema.optional(),
  reentry: reentrySchema.default({ kind: 'never' }),
  /** Whoever it holds for leaves at once, wherever they are. */
  exit: ruleSchema.optional(),
  goal: goalSchema.optional(),
  /** Percent of those who begin that are only watched, so that it can be told what the flow brings. */
  holdout: z.number().min(0).max(90).default(0),
  /** What happened longer ago than this begins nothing [ACT-2]. */
  freshness: durationSchema.default('P1D'),
  /** Of flows that would write to somebody at once the higher goes first. */
  priority: z.number().int().min(0).max(100).default(50),
  /** When messages may leave, by the customer's clock. */
  window: windowSchema.optional(),
  /** Messages a customer gets from all flows together, at most. */
  cap: z.strictObject({ most: z.number().int().min(1).max(1_000), within: durationSchema }).optional(),
  start: keySchema,
  nodes: z.array(flowNodeSchema).min(1).max(100),
});
export type Flow = z.infer<typeof flowSchema>;

/** Where a version stands: written, at work, held with all who are in it, or put away. */
export const FLOW_STATES = ['draft', 'active', 'paused', 'archived'] as const;
export type FlowState = (typeof FLOW_STATES)[number];
