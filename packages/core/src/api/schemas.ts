import { z } from 'zod';
import { ROLES } from '../access/permissions.js';
import { bilingualSchema, modelSchema } from '../lifecycle/schema.js';
import { CHANGE_KINDS, DIRECTIONS, MOVED, MOVEMENT_KINDS } from '../position/types.js';
import { PACES } from '../statistics/pace.js';

/** Instants travel as ISO 8601 strings in UTC with milliseconds. */
const instant = z.iso.datetime();
const id = z.string();
export const paceSchema = z.enum(PACES);

export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

export const healthSchema = z.object({
  status: z.enum(['ok', 'starting', 'degraded']),
  version: z.string(),
  stores: z.object({ operational: z.enum(['up', 'down']), warehouse: z.enum(['up', 'down']) }),
  /** Interactions acknowledged and not yet situated, or not yet in the warehouse. */
  lag: z.object({ situate: z.number(), warehouse: z.number() }),
});

export const workspaceSchema = z.object({
  id,
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  /** Set on demonstration workspaces: where the data comes from, its licence, and the days it was shifted by. */
  demonstration: z.object({ source: bilingualSchema, shiftedDays: z.number() }).nullable(),
  customers: z.number(),
  interactions: z.number(),
  /** First and last interaction; null while there is none. */
  from: instant.nullable(),
  to: instant.nullable(),
  /** What the one who asks may do here. */
  role: z.enum(ROLES),
});

export const sessionSchema = z.object({
  /** True until the owner account exists: the page then offers to create it. */
  firstRun: z.boolean(),
  /** True where a visitor on loopback is signed in by the demonstration. */
  demonstration: z.boolean(),
  user: z.object({ id, name: z.string(), email: z.string() }).nullable(),
  workspaces: z.array(workspaceSchema),
});

const email = z.email().max(254);
/** The first account; the page offers it while there is none. */
export const newOwnerSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email,
  password: z.string().min(10, { error: 'at least 10 characters' }).max(128),
});
export const signInSchema = z.object({ email, password: z.string().min(1).max(128) });

/** The rule that moved a customer, in words, and the interaction it took; null cause means time alone. */
export const whySchema = z.object({
  rule: bilingualSchema,
  cause: z.object({ messageId: z.string(), event: z.string(), time: instant }).nullable(),
});

export const movementSchema = z.object({
  /** The model; else `segment:` and its id, `persona:` or `moment:`. */
  model: id,
  /** The name of the segment, the persona reached or the moment of truth; null for models. */
  about: bilingualSchema.nullable(),
  value: z.string(),
  at: instant,
  from: id.nullable(),
  /** Null where the customer left: a segment, or a model bound to a persona that is no longer theirs. */
  to: id.nullable(),
  kind: z.enum([...MOVEMENT_KINDS, ...CHANGE_KINDS]),
  delta: z.number(),
  why: whySchema,
});

/** The strength of the relationship by moments of truth. */
export const relationshipSchema = z.object({
  /** 0–100; 50 where nothing has happened or all has faded. */
  strength: z.number(),
  broken: z.boolean(),
});

export const positionSchema = z.object({
  model: id,
  value: z.string(),
  stage: id,
  since: instant,
  velocity: z.number(),
  direction: z.enum(DIRECTIONS),
  /** Time in the stage against those who left it upwards; null while too few did. */
  pace: paceSchema.nullable(),
  /** 0–100; null until moments of truth are defined. */
  strength: z.number().nullable(),
});

export const customerItemSchema = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  firstSeen: instant,
  lastSeen: instant,
  interactions: z.number(),
  positions: z.array(positionSchema),
  /** Since when they are in each of these segments. */
  segments: z.array(z.object({ id, since: instant })),
  /** Null until personas are defined. */
  persona: z.object({ id, since: instant }).nullable(),
  /** Null until a moment of truth has happened. */
  relationship: relationshipSchema.nullable(),
});

/** What would change a position: by doing (rule of a higher or leave stage), or by silence or time (with the instant). */
export const prospectSchema = z.object({
  to: id,
  kind: z.enum(['up', 'down', 'cycle']),
  rule: bilingualSchema,
  /** When time alone would bring it about if nothing else happens; null when it takes an interaction. */
  at: instant.nullable(),
});

export const customerSchema = customerItemSchema.extend({
  traits: z.record(z.string(), z.unknown()),
  identifiers: z.array(z.object({ kind: z.enum(['user', 'anonymous']), value: z.string() })),
  positions: z.array(
    positionSchema.extend({
      last: movementSchema,
      next: z.array(prospectSchema),
      /** Velocity over time, oldest first, computed at each movement and regularly between: for the chart. */
      curve: z.array(z.object({ at: instant, velocity: z.number() })),
    }),
  ),
});

export const timelineItemSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('interaction'),
    at: instant,
    messageId: z.string(),
    type: z.string(),
    event: z.string(),
    touchpoint: z.string(),
    /** Which shop, site or app, where the source says it. */
    place: z.string().nullable(),
    properties: z.record(z.string(), z.unknown()),
    outbound: z.boolean(),
  }),
  z.object({ what: z.literal('movement'), at: instant, movement: movementSchema }),
]);

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
export const customersPageSchema = page(customerItemSchema).extend({
  /** The page before this one; null at the beginning. */
  prev: z.string().nullable(),
  /** How many match, up to a million; null when not asked for. */
  total: z.number().nullable(),
  /** True when there are more than `total`. */
  capped: z.boolean(),
});

export const customersQuerySchema = z.object({
  /** The workspace's first active model when absent and a filter or sort needs one. */
  model: id.optional(),
  /** Standing in this stage; `unplaced` lists those without a position on the model. With `moved`, the stage the movement left or reached. */
  stage: id.optional(),
  direction: z.enum(DIRECTIONS).optional(),
  /** Only those in this segment. */
  segment: id.optional(),
  /** Only those of this persona. */
  persona: id.optional(),
  /**
   * Only who moved so in the period [from, to), by default the last 30 days; with `stage`, forward and back are out of it (up, down),
   * entered and fellIn into it (up, down): the map's four numbers. Of forward, arrived is onto the journey, onward from a stage; of
   * back, regressed by what they did, lapsed by silence; looped came up again.
   */
  moved: z.enum(MOVED).optional(),
  /** With `moved` forward or back: only movements that reached this stage (the map's flows). */
  destination: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Only those to whom this moment of truth happened in the period. */
  moment: id.optional(),
  /** Only those who did this event in the period; `within`: with it or `moment`, those who stood in this stage then. */
  did: z.string().min(1).max(200).optional(),
  within: id.optional(),
  /** [MAP-8] Only those who did something in the period that these conditions on properties hold for: a list of them, as JSON. */
  where: z.string().max(4000).optional(),
  /** With `moment`: only those on the model's journey when it first happened, or those who moved so within 30 days after it. */
  then: z.enum(['followed', 'forward', 'back']).optional(),
  /** Strength of the relationship within bounds, `60..`, `..25` or `40..60`; nobody to whom no moment of truth happened. */
  strength: z
    .string()
    .regex(/^\d{0,3}(\.\d{1,15})?\.\.\d{0,3}(\.\d{1,15})?$/, {
      error: 'give bounds from 0 to 100, such as 60.. or ..25 or 40..60',
    })
    .optional(),
  /** Whether the relationship is broken. */
  broken: z.stringbool().optional(),
  /** Only those at this pace in their stage: time in it against those who left it upwards. */
  pace: paceSchema.optional(),
  /** Only customers in the stage for longer than three quarters of those who left it upwards needed. */
  stuck: z.stringbool().optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['lastSeen', 'firstSeen', 'name', 'since', 'velocity']).default('lastSeen'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  /** Without a cursor: the page at this end of the list. */
  at: z.enum(['start', 'end']).default('start'),
  /** False to leave `total` uncounted, as for the pages after the first. */
  count: z.stringbool().default(true),
});

/** A model as the page shows it: the definition, and every rule in words. */
export const modelViewSchema = z.object({
  model: modelSchema,
  active: z.boolean(),
  preset: z.boolean(),
  version: z.number(),
  words: z.array(
    z.object({ stage: id, enter: bilingualSchema, leave: z.array(z.object({ to: id, when: bilingualSchema })) }),
  ),
});

export const apiKeySchema = z.object({
  id,
  kind: z.enum(['write', 'api']),
  /** What an API key may do; null for a write key. */
  role: z.enum(ROLES).nullable(),
  name: z.string(),
  /** The first characters, to recognise it by; the key itself is shown once, when made. */
  prefix: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export const newKeySchema = z.object({
  kind: z.enum(['write', 'api']),
  name: z.string().min(1).max(100),
  /** Of an API key; editor when absent. */
  role: z.enum(ROLES).optional(),
});
export const createdKeySchema = apiKeySchema.extend({ key: z.string() });

export const rejectedSchema = z.object({
  id,
  at: instant,
  code: z.string(),
  /** What is wrong, in words a person can act on. */
  message: z.string(),
  field: z.string().nullable(),
  /** The event as it came, cut to 32 KB. */
  payload: z.string(),
});
