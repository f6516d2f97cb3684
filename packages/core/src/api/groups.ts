import { z } from 'zod';
import { bilingualSchema } from '../lifecycle/schema.js';
import { ruleSchema } from '../rule/schema.js';
import { MOST_GROUPS } from '../statistics/groups/index.js';
import { pageAsked, periodSchema, scopeSchema } from './scope.js';

/** What people are compared by: how often they did an event, what they spent, and for how many days they have been silent. */
export const GROUP_TRAITS = ['event', 'spent', 'silent'] as const;

/** Whose doings in the period are compared, and how many groups to look for; as many as set people apart best, when absent. */
export const groupsQuerySchema = scopeSchema.extend({ count: z.number().int().min(2).max(MOST_GROUPS).optional() });
export type GroupsQuery = z.infer<typeof groupsQuerySchema>;

const count = z.number();
const traitSchema = z.object({
  kind: z.enum(GROUP_TRAITS),
  /** The event; null of what is not about one. */
  event: z.string().nullable(),
  /** The mean of the group and of all others: times, money of the workspace, or days. */
  here: count,
  others: count,
  /** Standard deviations from everybody, of logarithms. */
  apart: count,
});

export const groupsSchema = z.object({
  period: periodSchema,
  /** Who did anything; `compared` are a sample of them where they are many. */
  people: count,
  compared: count,
  /** What people were compared by. */
  traits: z.array(traitSchema.pick({ kind: true, event: true })),
  /** How far apart the groups are, from −1 to 1, and how far apart chance alone makes them. */
  silhouette: count,
  byChance: count,
  /** False where there are no groups to speak of: `groups` is then empty. */
  clear: z.boolean(),
  groups: z.array(
    z.object({
      size: count,
      /** From 0 to 1, how much of the group is found again in resamples. */
      stability: count,
      /** What sets it apart most, first. */
      traits: z.array(traitSchema),
      /** The rule that finds such people; null where none was found. */
      rule: ruleSchema.nullable(),
      words: bilingualSchema.nullable(),
      /** Judged on people not used to find it: of those it holds for, how many are of the group; of the group, for how many it holds. */
      precision: count,
      recall: count,
    }),
  ),
});

/** Those compared who are of a group, by its place. */
export const groupPeopleQuerySchema = groupsQuerySchema.extend({
  ...pageAsked,
  group: z
    .number()
    .int()
    .min(0)
    .max(MOST_GROUPS - 1),
});
