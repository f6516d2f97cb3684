import { z } from 'zod';

const instant = z.iso.datetime();
const eventId = z.string().regex(/^\d{1,18}$/, { error: 'must be the id of a refused event' });
const code = z.string().min(1).max(64);

/** A field's place in an event, names joined by dots: `userId`, `properties.order_id`. */
const place = z
  .string()
  .regex(/^[^.\s]{1,100}(\.[^.\s]{1,100}){0,7}$/, {
    error: 'must be names joined by dots, such as properties.order_id',
  })
  .refine((path) => !path.split('.').includes('__proto__'), { error: 'cannot be __proto__' });

/** Refused events of one reason: how many, since when, and how the newest was told. */
export const rejectedGroupSchema = z.object({
  code: z.string(),
  field: z.string().nullable(),
  events: z.number(),
  first: instant,
  last: instant,
  message: z.string(),
});

/** What is done to each event before it is tried again: a field takes a value, or that of another field. */
export const correctionSchema = z
  .object({ field: place, value: z.json().optional(), copyFrom: place.optional() })
  .refine(({ value, copyFrom }) => (value === undefined) !== (copyFrom === undefined), {
    error: 'takes either value or copyFrom',
  });
export type Correction = z.infer<typeof correctionSchema>;

/** Which refused events are tried again: those named, or all of a reason, oldest first and a part at a time. */
export const retryRejectedSchema = z.object({
  ids: z.array(eventId).min(1).max(200).optional(),
  code: code.optional(),
  /** With `code`: only those that name this field; null, those that name none. */
  field: z.string().max(300).nullable().optional(),
  /** With one id: the event as edited, in place of the one that came. */
  payload: z.string().max(1_000_000).optional(),
  correction: correctionSchema.optional(),
  /** True to be told what would happen; nothing is changed. */
  preview: z.boolean().default(false),
  /** `next` of the part before. */
  after: eventId.optional(),
});
export type RetryRejected = z.infer<typeof retryRejectedSchema>;

export const retriedSchema = z.object({
  /** Interactions now in the log (or that would be), and events still refused. */
  passed: z.number(),
  failed: z.number(),
  /** Of the ids asked for, those no longer in the list: sent or deleted by someone else. */
  gone: z.number(),
  /** Why those that failed did, most frequent first. */
  reasons: z.array(
    z.object({ code: z.string(), field: z.string().nullable(), message: z.string(), events: z.number() }),
  ),
  /** Where to go on; null when all have been tried. */
  next: z.string().nullable(),
});

/** Which refused events a list or a deletion is about. */
export const rejectedQuerySchema = z.object({
  code: code.optional(),
  /** With `code`: only those that name this field; empty, those that name none. */
  field: z.string().max(300).optional(),
});
export const deleteRejectedSchema = rejectedQuerySchema.extend({
  /** Ids joined by commas, instead of a reason. */
  ids: z
    .string()
    .regex(/^\d{1,18}(,\d{1,18}){0,199}$/, { error: 'must be up to 200 ids joined by commas' })
    .optional(),
});
export const deletedRejectedSchema = z.object({ deleted: z.number() });
