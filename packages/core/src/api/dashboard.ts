import { z } from 'zod';
import { keySchema } from '../rule/schema.js';

const instant = z.iso.datetime();
const count = z.number();

/** What the story of a week can tell. */
export const SENTENCE_KINDS = [
  'active',
  'arrived',
  'onward',
  'regressed',
  'lapsed',
  'flow',
  'fallsBack',
  'orders',
  'buyers',
] as const;
export const DEPARTURES = ['above', 'below'] as const;
const departure = z.enum(DEPARTURES).nullable();

export const dashboardQuerySchema = z.object({
  /** The first model in use when absent. */
  model: keySchema.optional(),
  /** Only people who are of this persona, or in this segment, now. */
  persona: keySchema.optional(),
  segment: keySchema.optional(),
  /** The last of the seven days told, a day of the workspace; yesterday when absent. */
  until: z.iso.date({ error: 'give a day such as 2026-06-30' }).optional(),
});

/** [USUAL-1] How many there were on a day, are usual, and how few or many still are. */
export const usualDaySchema = z.object({
  date: z.iso.date(),
  observed: count,
  /** Null on days that nothing usual is known of. */
  expected: count.nullable(),
  low: count.nullable(),
  high: count.nullable(),
});
export type UsualDay = z.infer<typeof usualDaySchema>;

/** The pages a number may open onto, and their addresses. */
export const OPENING_PATHS = {
  customers: '/customers',
  activity: '/understand/activity',
  funnel: '/understand/funnel',
  cohorts: '/understand/cohorts',
} as const;

/** Where the people behind a number are: a page, and what its address says. */
export const openingSchema = z.object({
  view: z.enum(['customers', 'activity', 'funnel', 'cohorts']),
  query: z.record(z.string(), z.string()),
});
export type Opening = z.infer<typeof openingSchema>;

export const sentenceSchema = z.object({
  kind: z.enum(SENTENCE_KINDS),
  /** The stage it is about: where they came from, or fell back from. */
  stage: z.string().nullable(),
  /** The stage reached. */
  to: z.string().nullable(),
  /** People in the seven days, and in the seven before; of orders, how many there were. */
  count,
  before: count,
  /** What they came to, in the workspace's currency: of orders. */
  amount: count.nullable(),
  amountBefore: count.nullable(),
  /** What nineteen of twenty weeks lie between; null where too little is known. */
  usual: z.object({ expected: count, low: count, high: count }).nullable(),
  departure,
  open: openingSchema,
});
export type Sentence = z.infer<typeof sentenceSchema>;

/** [STORY-1] The story of a week. */
export const dashboardSchema = z.object({
  model: z.string(),
  persona: z.string().nullable(),
  segment: z.string().nullable(),
  currency: z.string(),
  /** The seven days, first and last included, and as instants; and the seven before. */
  days: z.object({ from: z.iso.date(), to: z.iso.date() }),
  period: z.object({ from: instant, to: instant }),
  before: z.object({ from: instant, to: instant }),
  /** Null where nothing has happened until then. */
  lastInteraction: instant.nullable(),
  /** Whole days at the end of the seven on which nothing arrived at all. */
  silentDays: count,
  /** What moved most from the usual first. */
  sentences: z.array(sentenceSchema),
  /** What the first sentence counts, day by day. */
  chart: z.object({ kind: z.enum(SENTENCE_KINDS), days: z.array(usualDaySchema) }).nullable(),
  /** Null where enough is known to tell what is usual. */
  tooLittle: z
    .object({
      needed: z.object({ days: count, events: count }),
      found: z.object({ days: count, events: count }),
    })
    .nullable(),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

/** What is watched: people active, people who stand in a stage, a flow from stage to stage, and the share that falls back out of one. */
export const SERIES_KINDS = ['activity', 'stage', 'flow', 'back'] as const;
export const watchedSchema = z.object({
  kind: z.enum(SERIES_KINDS),
  /** Null for activity. */
  model: z.string().nullable(),
  stage: z.string().nullable(),
  to: z.string().nullable(),
});
export type Watched = z.infer<typeof watchedSchema>;

export const alertsQuerySchema = z.object({
  /** Only those that are open, or all of the last ninety days. */
  open: z.stringbool().default(false),
});
const departed = watchedSchema.extend({
  direction: z.enum(DEPARTURES),
  /** Whether a single day departed, or the seven days up to it. */
  by: z.enum(['day', 'week']),
  observed: count,
  expected: count,
  low: count,
  high: count,
});
export const alertSchema = departed.extend({
  id: z.string(),
  /** The day that departed first, and the one from which on it is over. */
  openedOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  /** Why it is over: back in the usual range, away so long that it is the usual now, or its model was changed. */
  reason: z.enum(['returned', 'settled', 'changed']).nullable(),
  /** What departed at the same time, by the same cause perhaps. */
  also: z.array(departed),
  open: openingSchema,
  /** The days up to it and since, at most eight weeks. */
  days: z.array(usualDaySchema),
});
export type Alert = z.infer<typeof alertSchema>;
export const alertsSchema = z.object({
  /** The last day looked at; null before the first. */
  judgedUntil: z.iso.date().nullable(),
  /** How many series are watched, and of how many too little is known yet. */
  watched: count,
  tooLittle: count,
  needed: z.object({ days: count, events: count }),
  /** [ALERT-1] A false alert comes about once in so many days. */
  falseEvery: count,
  items: z.array(alertSchema),
});
export type Alerts = z.infer<typeof alertsSchema>;
