import { z } from 'zod';

const instant = z.iso.datetime();
export const MAIL_KINDS = ['story', 'alerts'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What somebody wants to be told by e-mail, when, and in which language. */
export const subscriptionSchema = z.strictObject({
  /** The story of the week, on a weekday. */
  story: z.boolean(),
  /** What departs from the usual, on the day it is found. */
  alerts: z.boolean(),
  language: z.enum(['en', 'fr']),
  /** 1 is Monday. */
  weekday: z.number().int().min(1).max(7),
  /** The hour in the workspace's zone. */
  hour: z.number().int().min(0).max(23),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** Why e-mail is held: it goes once that is mended. */
export const MAIL_TROUBLES = ['unconfigured', 'credentials', 'unreachable', 'refused'] as const;
export type MailTrouble = (typeof MAIL_TROUBLES)[number];

export const subscriptionViewSchema = z.object({
  /** Null while nothing was asked for. */
  subscription: subscriptionSchema.nullable(),
  /** Where it goes: the address of the account; null where who asks has none. */
  email: z.string().nullable(),
  timezone: z.string(),
  /** From which address; null while no mail server is set. */
  from: z.string().nullable(),
  nextStory: instant.nullable(),
  lastSent: instant.nullable(),
  /** How many are held, and why; null where none is. */
  held: z.object({ count: z.number(), trouble: z.enum(MAIL_TROUBLES) }).nullable(),
});
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>;

export const unsubscribeQuerySchema = z.object({ token: z.string().min(1).max(1000) });
export const unsubscribedSchema = z.object({ kind: z.enum(MAIL_KINDS), workspace: z.string() });
