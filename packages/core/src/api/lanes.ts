import { z } from 'zod';
import { ACTIONS, bilingualSchema } from '../lifecycle/schema.js';
import { ofPeople } from './map.js';

const instant = z.iso.datetime();
const count = z.number();

/** What people write beside what is measured: the lanes of a journey map that no event tells. */
export const LANES = [
  'intentions',
  'motivations',
  'hesitations',
  'reasons',
  'contents',
  'actions',
  'problems',
] as const;
export type Lane = (typeof LANES)[number];

export const NOTE_STATES = ['open', 'doing', 'done', 'dropped'] as const;
export type NoteState = (typeof NOTE_STATES)[number];

export const LONGEST_NOTE = 2_000;

const text = z
  .string()
  .trim()
  .min(1, { error: 'write something' })
  .max(LONGEST_NOTE, { error: `write at most ${LONGEST_NOTE} characters` });

/** A friction as a problem remembers it: what went wrong, in which stage, through what. */
export const frictionKeySchema = z.object({
  kind: z.enum(['regressed', 'lapsed', 'looped', 'stalled', 'stuck', 'complaint', 'moment']),
  /** The event of a complaint, the id of a moment of truth; empty otherwise. */
  subject: z.string().max(200).default(''),
});
export type FrictionKey = z.infer<typeof frictionKeySchema>;

/** What a person says in a note. */
export const noteContentSchema = z.strictObject({
  stage: z.string().min(1).max(64),
  lane: z.enum(LANES),
  text,
  /** Who looks after it; null for nobody yet. */
  owner: z.string().trim().min(1).max(120).nullable().default(null),
  state: z.enum(NOTE_STATES).default('open'),
  /** The day it was decided for, or seen on. */
  date: z.iso.date().nullable().default(null),
});
export type NoteContent = z.infer<typeof noteContentSchema>;

/** People hit by a problem over a period, among those who could have been. */
export const problemMeasureSchema = z.object({
  people: count,
  of: count,
  period: z.object({ from: instant, to: instant }),
});
export type ProblemMeasure = z.infer<typeof problemMeasureSchema>;

/** A problem's friction, with its measure when it was first followed. */
export const followedSchema = frictionKeySchema.extend({ before: problemMeasureSchema });

export const newNoteSchema = noteContentSchema.extend({
  /** With lane `problems`: the friction it follows, and the period its measure before is of. */
  friction: frictionKeySchema.extend({ from: instant.optional(), to: instant.optional() }).optional(),
});

export const changedNoteSchema = noteContentSchema.extend({
  /** The version that was changed: if somebody else has saved meanwhile, nothing is overwritten (409). */
  version: z.number().int().min(1),
});

export const noteSchema = noteContentSchema.extend({
  id: z.guid(),
  version: z.number().int(),
  follows: followedSchema.nullable(),
  changedAt: instant,
  changedBy: z.string(),
});
export type Note = z.infer<typeof noteSchema>;

export const lanesSchema = z.object({ model: z.string(), persona: z.string().nullable(), items: z.array(noteSchema) });

/** Versions of notes, newest first; one without content is a deletion. */
export const noteVersionSchema = z.object({
  note: z.guid(),
  version: z.number().int(),
  content: noteContentSchema.nullable(),
  /** True of the version that stands. */
  current: z.boolean(),
  at: instant,
  by: z.string(),
});
export const noteVersionsSchema = z.object({ items: z.array(noteVersionSchema) });
export type NoteVersion = z.infer<typeof noteVersionSchema>;

const query = z.record(z.string(), z.string());

/** People a stage loses or wins by one thing, among all who were in the stage during the period. */
export const influenceSchema = z.object({
  stage: z.string(),
  subject: z.string(),
  people: count,
  of: count,
  /** Query of GET /api/customers that lists them. */
  query,
});
export const frictionSchema = influenceSchema.extend({ kind: frictionKeySchema.shape.kind });
export type Friction = z.infer<typeof frictionSchema>;
export const strengthSchema = influenceSchema.extend({ kind: z.enum(['forward', 'faster', 'moment']) });
export type Strength = z.infer<typeof strengthSchema>;

const outcome = z.object({ customers: count, forward: count });

export const laneStageSchema = z.object({
  id: z.string(),
  objective: bilingualSchema,
  action: z.enum(ACTIONS),
  /** Standing here now. */
  customers: count,
  /** In the stage at some instant of the period. */
  present: count,
  entered: count,
  forward: count,
  back: count,
  /** How many of those who met a touch point here moved forward afterwards, beside those who were here and did not meet it. */
  touchpoints: z.array(z.object({ name: z.string(), interactions: count, ...outcome.shape, others: outcome })),
  /** Moments of truth by the stage people stood in. */
  moments: z.array(
    z.object({
      id: z.string(),
      name: bilingualSchema,
      effect: z.enum(['reinforce', 'weaken', 'break']),
      customers: count,
      times: count,
      query,
    }),
  ),
  /** What people say: scores given, and how many wrote a comment. `nps` where the score is one. */
  feedback: z.array(
    z.object({
      event: z.string(),
      customers: count,
      scores: count,
      mean: z.number().nullable(),
      nps: z.number().nullable(),
      comments: count,
      query,
    }),
  ),
});
export type LaneStage = z.infer<typeof laneStageSchema>;

/** The measured lanes of a journey map. Over very many interactions, touch points are those of a sample scaled up. */
export const measuredLanesSchema = z.object({
  model: z.string(),
  ...ofPeople,
  period: z.object({ from: instant, to: instant }),
  stages: z.array(laneStageSchema),
  /** Ranked by people lost. */
  frictions: z.array(frictionSchema),
  /** Ranked by people won. */
  strengths: z.array(strengthSchema),
});

/** Problems that follow a friction, each with its measure over a period as long as the one before, up to now. */
export const problemsSchema = z.object({
  items: z.array(
    z.object({ note: z.guid(), before: problemMeasureSchema, now: problemMeasureSchema.nullable(), query }),
  ),
});
export type FollowedProblem = z.infer<typeof problemsSchema>['items'][number];
