import { z } from 'zod';
import { keySchema } from '../rule/schema.js';
import { pageAsked, periodSchema, scopeSchema, timeSchema } from './scope.js';

/** What the steps of a path are. */
export const PATH_STEPS = ['event', 'touchpoint', 'stage'] as const;
/** The name under which all steps beyond the most frequent ones are told; no event, touch point or stage is named so. */
export const OTHER_STEPS = '';
/** Names told apart at most. */
export const MOST_STEPS = 100;

/** NUL and half characters stand in no accepted interaction, and the stores refuse to be asked for them. */
const UNHEARD_OF = /\0|\p{Cs}/u;
export const stepNameSchema = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => !UNHEARD_OF.test(text), 'without NUL and half characters');
const name = stepNameSchema;

export const pathsQuerySchema = scopeSchema.extend({
  by: z.enum(PATH_STEPS).default('event'),
  /** The model whose stages are meant, by stage; the first one in use when absent. */
  model: keySchema.optional(),
  /** Only from the first of these on, and only up to the first of these after it; paths without are left out. */
  start: name.optional(),
  end: name.optional(),
  /** Only what happened up to `reach` steps before and after the first of these. */
  around: name.optional(),
  reach: z.number().int().min(1).max(20).default(3),
  /** A path ends where nothing happens for longer; without it a customer is one path. */
  sessionGap: timeSchema.optional(),
  /** So many names are told apart, the most frequent ones; all others are told together. */
  top: z.number().int().min(1).max(MOST_STEPS).default(50),
  /** So many different paths are told one by one. */
  variants: z.number().int().min(0).max(100).default(20),
});

const count = z.number();
const counted = z.array(z.object({ name: z.string(), count }));

/** What follows what, how often, and how long it takes. The name '' stands for all steps beyond `top`. */
export const pathsSchema = z.object({
  period: periodSchema,
  paths: count,
  /** By how often they occur; of how many different names there are. */
  nodes: counted,
  names: count,
  /** `to` came directly after `from`; the median time between, in seconds. */
  edges: z.array(z.object({ from: z.string(), to: z.string(), count, medianSeconds: count })),
  /** How many paths begin and end with each. */
  start: counted,
  end: counted,
  /** Different paths, by how many took each; `share` is of all paths. Of how many different ones there are. */
  variants: z.array(
    z.object({ path: z.array(z.string()), count, share: count, customers: count, medianSeconds: count }),
  ),
  variantCount: count,
});

const step = z.union([z.literal(OTHER_STEPS), stepNameSchema]);
/** Whose paths go there: through a node, along an edge, from a start, to an end, or just so. */
export const pathPlaceSchema = z.union(
  [
    z.strictObject({ node: step }),
    z.strictObject({ edge: z.strictObject({ from: step, to: step }) }),
    z.strictObject({ start: step }),
    z.strictObject({ end: step }),
    z.strictObject({ variant: z.array(step).min(1).max(5_000) }),
  ],
  { error: 'one of node, edge {from, to}, start, end, variant' },
);
export type PathPlaceAsked = z.infer<typeof pathPlaceSchema>;

export const pathPeopleQuerySchema = pathsQuerySchema.extend({
  of: pathPlaceSchema,
  ...pageAsked,
});
