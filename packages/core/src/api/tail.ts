import { z } from 'zod';
import { INTERACTION_TYPES } from '../interaction/interaction.js';

const instant = z.iso.datetime();

/** Which arrivals a live tail shows; all when nothing is said. */
export const tailQuerySchema = z.object({
  /** A part of the event's name, in any case. */
  event: z.string().max(200).optional(),
  type: z.enum([...INTERACTION_TYPES, 'refused']).optional(),
  /** A part of a userId, anonymousId or previousId; or any identifier of one known customer. */
  customer: z.string().max(300).optional(),
});

/** One arrival: an interaction as it was accepted, or an event as it was refused. */
export const tailItemSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('accepted'),
    /** Grows by one with each item of the stream. */
    n: z.number(),
    at: instant,
    time: instant,
    type: z.enum(INTERACTION_TYPES),
    event: z.string(),
    userId: z.string().nullable(),
    anonymousId: z.string().nullable(),
    imported: z.boolean(),
  }),
  z.object({
    what: z.literal('refused'),
    n: z.number(),
    at: instant,
    code: z.string(),
    field: z.string().nullable(),
    message: z.string(),
  }),
]);
export type TailItem = z.infer<typeof tailItemSchema>;

/** What one message of the tail carries: items newest first, and counts of everything that arrived since the one before. */
export const tailNewsSchema = z.object({
  items: z.array(tailItemSchema),
  accepted: z.number(),
  refused: z.number(),
  /** Arrivals that were not looked at, or not sent because the viewer reads too slowly. */
  dropped: z.number(),
});
export type TailNews = z.infer<typeof tailNewsSchema>;
