import { z } from 'zod';
import { keySchema } from '../rule/schema.js';

/** How an organisation reaches people, or they it. */
export const CHANNELS = [
  'advertising',
  'post',
  'email',
  'mobile',
  'web',
  'app',
  'in-person',
  'phone',
  'social',
  'word-of-mouth',
  'service',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const PRESENCES = ['online', 'offline', 'both'] as const;
export type Presence = (typeof PRESENCES)[number];

/** The drawings a touch point can have. */
export const TOUCHPOINT_ICONS = [
  ...['ad', 'mailbox', 'mail', 'message', 'bell', 'world', 'phone-app', 'store', 'headset', 'share'],
  ...['scale', 'bag', 'article', 'messages', 'speakerphone', 'heart', 'checklist', 'tool', 'pin', 'calendar'],
  ...['truck', 'phone', 'video', 'robot', 'ticket', 'gift', 'star', 'building', 'qr', 'users'],
] as const;
export type TouchpointIcon = (typeof TOUCHPOINT_ICONS)[number];

/** What no touch point fits; it is always there and has no entry of its own. */
export const OTHER_TOUCHPOINT = 'other';

export const TOUCHPOINT_TESTS = ['in', 'startsWith', 'contains', 'host', 'exists'] as const;
export type TouchpointTestKind = (typeof TOUCHPOINT_TESTS)[number];

/** Bounds on a catalogue, so that a query over it stays cheap. */
export const TOUCHPOINT_BOUNDS = {
  touchpoints: 60,
  /** Of one touch point. */
  testsEach: 24,
  /** Of all touch points together. */
  tests: 120,
  /** Different fields that are looked at. */
  fields: 40,
  /** All the words and values together, in characters. */
  characters: 20_000,
} as const;

const FIELD = /^(event|type|(properties|context)\.[^.`\\\p{C}]+(\.[^.`\\\p{C}]+)?)$/u;
const FIELD_MESSAGE =
  'must be event, type, or a name in properties or context, with one name below it at most: properties.store_id, context.page.url';

/** What a test looks at: event, type, or a name in properties or context, with one name below it at most. */
export const touchpointFieldSchema = z.string().max(200).regex(FIELD, FIELD_MESSAGE);

const valueSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must be one line of text');

/**
 * One test. `in`: the whole value is one of these; `startsWith`: begins with one; `contains`: holds one; `host`: the host of
 * a web address is one of these, or ends with it, or has it as a part (`idealo`, `idealo.fr`); `exists`: there is a value.
 * `last` is for tests that count only where no other test of any touch point holds.
 */
export const touchpointTestSchema = z.strictObject({
  field: touchpointFieldSchema,
  test: z.enum(TOUCHPOINT_TESTS),
  values: z.array(valueSchema).max(100).default([]),
  last: z.literal(true).optional(),
});
export type TouchpointTest = z.infer<typeof touchpointTestSchema>;

/** Where a place is read: a value as it is, or the host of a web address. */
export const placeFieldSchema = z.strictObject({
  field: touchpointFieldSchema.regex(/^(properties|context)\./, 'must be a name in properties or context'),
  read: z.enum(['value', 'host']).default('value'),
});
export type PlaceField = z.infer<typeof placeFieldSchema>;

const nameSchema = z.strictObject({ en: z.string().trim().min(1).max(80), fr: z.string().trim().min(1).max(80) });

/**
 * The channel and place of interactions. `words` are those by which sources declare it, besides its id; `tests` are
 * tried in order; `place` says where the shop, the site, the app is told.
 */
export const touchpointSchema = z.strictObject({
  id: keySchema,
  name: nameSchema,
  channel: z.enum(CHANNELS),
  presence: z.enum(PRESENCES),
  icon: z.enum(TOUCHPOINT_ICONS),
  /** One that is off classifies nothing. */
  active: z.boolean().default(true),
  words: z.array(valueSchema).max(40).default([]),
  tests: z.array(touchpointTestSchema).max(TOUCHPOINT_BOUNDS.testsEach).default([]),
  place: z.array(placeFieldSchema).max(6).default([]),
});
export type Touchpoint = z.infer<typeof touchpointSchema>;

/** The touch points of a workspace, in the order in which they are tried. */
export const touchpointsSchema = z.strictObject({
  touchpoints: z.array(touchpointSchema).max(TOUCHPOINT_BOUNDS.touchpoints),
});
export type Touchpoints = z.infer<typeof touchpointsSchema>;
