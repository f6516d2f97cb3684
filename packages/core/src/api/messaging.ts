import { z } from 'zod';
import { DELIVERY_STATES, SKIPS } from '../messaging/delivery.js';
import { MESSAGE_CHANNELS, purposeSchema } from '../messaging/purposes.js';

const instant = z.iso.datetime();
const text = z.string().trim().min(1).max(2_000);

export const purposesSchema = z.object({ items: z.array(purposeSchema) });

/** What a link in a message carries. */
export const messageTokenSchema = z.object({ token: z.string().min(1).max(4_000) });

/** What whoever got a message gets, as the page of their preferences shows it. */
export const preferencesSchema = z.object({
  /** Whose messages they are: the workspace's name. */
  organisation: z.string(),
  items: z.array(z.object({ purpose: purposeSchema, given: z.boolean() })),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const choosingSchema = messageTokenSchema.extend({
  choices: z
    .array(z.strictObject({ purpose: z.string().max(64), given: z.boolean() }))
    .min(1)
    .max(50),
  /** The words they saw. */
  text,
});
export const unsubscribedMessageSchema = z.object({ ended: z.boolean() });

/** The proof of what a customer said: when it was said, where, and the words they saw. */
export const proofSchema = z.object({
  where: z.string(),
  text: z.string().nullable(),
  by: z.enum(['person', 'link', 'import']),
});
export const consentSchema = z.object({
  channel: z.enum(MESSAGE_CHANNELS),
  purpose: purposeSchema.extend({ id: z.string() }),
  /** What they said last; null for nothing. */
  given: z.boolean().nullable(),
  /** Whether it may be written about now. */
  allowed: z.boolean(),
  at: instant.nullable(),
  /** Null where nothing was said, or for who sees no personal data. */
  proof: proofSchema.nullable(),
});
export type Consent = z.infer<typeof consentSchema>;
export const holdSchema = z.object({ since: instant, by: z.string(), why: z.string().nullable() });
export const consentsSchema = z.object({ items: z.array(consentSchema), hold: holdSchema.nullable() });
export type Consents = z.infer<typeof consentsSchema>;
export const sayingSchema = z.strictObject({
  channel: z.enum(MESSAGE_CHANNELS).default('email'),
  purpose: z.string().min(1).max(64),
  given: z.boolean(),
  /** When it was said; now unless told. */
  at: instant.optional(),
  /** Where it was said, such as the address of a form. */
  where: z.string().trim().min(1).max(500),
  /** The words they saw. */
  text: text.nullable().default(null),
});
export const holdingSchema = z.strictObject({ why: z.string().trim().max(500).nullable().default(null) });

/** A message, sent or not, with what became of it. */
export const deliverySchema = z.object({
  id: z.string(),
  channel: z.enum(MESSAGE_CHANNELS),
  purpose: z.string(),
  content: z.string(),
  origin: z.object({ kind: z.enum(['flow', 'broadcast']), id: z.string(), node: z.string().nullable() }),
  state: z.enum(DELIVERY_STATES),
  /** Why it was not sent. */
  reason: z.enum(SKIPS).nullable(),
  /** What the channel had against it the last time. */
  trouble: z.string().nullable(),
  tries: z.number(),
  asked: instant,
  due: instant,
  /** When it is tried next; null for what has ended. */
  next: instant.nullable(),
  ended: instant.nullable(),
  opened: instant.nullable(),
  clicked: instant.nullable(),
  unsubscribed: instant.nullable(),
});
export type DeliveryView = z.infer<typeof deliverySchema>;

/** Addresses nobody is to write to: a list, or the text of a CSV file with one in each row. */
export const suppressingSchema = z.strictObject({
  channel: z.enum(MESSAGE_CHANNELS).default('email'),
  csv: z.string().min(1).max(20_000_000),
});
export const suppressedSchema = z.object({
  /** Addresses that were not among them before. */
  added: z.number(),
  already: z.number(),
  /** Rows without an address, by their number; the first of them. */
  unread: z.object({ count: z.number(), rows: z.array(z.number()) }),
});
export const suppressionsSchema = z.object({
  total: z.number(),
  reasons: z.array(z.object({ reason: z.enum(['imported', 'bounced', 'complained']), count: z.number() })),
});
export type Suppressions = z.infer<typeof suppressionsSchema>;
