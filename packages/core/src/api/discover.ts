import { z } from 'zod';
import { MIXES } from '../discover/feature.js';
import { bilingualSchema } from '../lifecycle/schema.js';
import { ruleSchema } from '../rule/schema.js';
import { FEWEST_GROUPS, MOST_GROUPS } from '../statistics/cluster/discoverGroups.js';
import { pageAsked, periodSchema, scopeSchema } from './scope.js';

const groups = z.number().int().min(FEWEST_GROUPS).max(MOST_GROUPS);

/** What people did in the period, by which they are grouped; into how many groups, or into as many as tell them apart best. */
export const discoverQuerySchema = scopeSchema.extend({ groups: groups.optional() });
export type DiscoverQuery = z.infer<typeof discoverQuerySchema>;

const count = z.number();
const measured = z.object({
  /** Of those held out: whom the rule holds for, who is in the group, and who is both. */
  selected: count,
  inside: count,
  both: count,
});
const against = z.object({ silhouette: count, p: count });

const discoveredSchema = z.object({
  name: bilingualSchema,
  description: bilingualSchema,
  /** Of those compared. */
  people: count,
  stability: count,
  /** What sets it apart from the others, most first: medians of amounts, means of shares, and the difference of means in standard deviations. */
  apart: z.array(z.object({ feature: count, inside: count, outside: count, effect: count })),
  /** Null where no rule tells it from the others. */
  rule: z
    .object({
      rule: ruleSchema,
      words: bilingualSchema,
      /** How the rule did on those held out. */
      held: measured,
    })
    .nullable(),
  examples: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});

export const discoverSchema = z.object({
  period: periodSchema,
  /** Who did something in the period; `compared` are a sample of them where they are many, `held` of these were not learnt from. */
  people: count,
  compared: count,
  held: count,
  features: z.array(
    z.object({ kind: z.enum(['amount', ...MIXES]), name: z.string().max(1000), label: bilingualSchema }),
  ),
  /** What is the same for all, and so tells nothing. */
  same: z.array(bilingualSchema),
  /** By number of groups, the average silhouette width; null where a group would be too small. */
  tried: z.array(z.object({ groups: count, silhouette: count.nullable() })),
  silhouette: count,
  /** Against people who are all alike, and one cloud; null where the groups would be too small. */
  chance: z
    .object({ differ: z.object({ p: count }), silhouette: count, sameForAll: against, oneCloud: against })
    .nullable(),
  /** Whether groups are separate, or cut through people who differ by degrees; null where none are told. */
  apart: z.enum(['separate', 'gradual']).nullable(),
  /** Why no groups are told; null where they are. */
  none: z.enum(['chance', 'unstable', 'small']).nullable(),
  groups: z.array(discoveredSchema),
});
export type Discovered = z.infer<typeof discoverSchema>;

/** The people compared who are in a group, by its place; `groups` is how many were told. */
export const discoverPeopleQuerySchema = discoverQuerySchema.extend({
  ...pageAsked,
  groups,
  group: z.number().int().min(0),
});

/** A group somebody keeps, on its way into an editor. */
export const beginningSchema = z.strictObject({
  name: bilingualSchema,
  description: bilingualSchema,
  rule: ruleSchema,
});
export type Beginning = z.infer<typeof beginningSchema>;
