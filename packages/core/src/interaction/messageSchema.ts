import { z } from 'zod';
import { MAX_EVENT_NAME_LENGTH, MAX_ID_LENGTH } from './accept.js';
import { INTERACTION_TYPES } from './interaction.js';

/*
 * The shapes of what collect takes, for the OpenAPI document and for people. Collect itself checks with acceptMessage,
 * by hand, because it does so for every event.
 */
const id = z.string().max(MAX_ID_LENGTH);
const object = z.record(z.string(), z.unknown());

const common = z.object({
  messageId: id.optional().describe('Makes the event count once, however often it is sent.'),
  userId: id.nullish().describe('Who it is. Either this or anonymousId is needed.'),
  anonymousId: id.nullish().describe('The device, before anyone signs in.'),
  timestamp: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened; when absent, when it is received.'),
  originalTimestamp: z.iso.datetime({ offset: true }).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional().describe('When it was sent, by the clock of the sender.'),
  context: object.optional().describe('Where it took place: campaign, page, device, locale, …'),
});

export const trackSchema = common.extend({
  event: z.string().min(1).max(MAX_EVENT_NAME_LENGTH).describe('What happened, such as Order Completed.'),
  properties: object.optional(),
});
export const identifySchema = common.extend({ traits: object.optional().describe('What is known of the person.') });
export const pageSchema = common.extend({
  name: z.string().optional(),
  category: z.string().optional(),
  properties: object.optional(),
});
export const screenSchema = pageSchema;
export const groupSchema = common.extend({ groupId: id, traits: object.optional() });
export const aliasSchema = common.extend({
  userId: id,
  previousId: id.describe('The identifier that userId replaces.'),
});

/** One event of a batch: any of the calls, which says its own type. */
export const messageSchema = common.extend({
  type: z.enum(INTERACTION_TYPES),
  event: z.string().max(MAX_EVENT_NAME_LENGTH).optional(),
  name: z.string().optional(),
  groupId: id.optional(),
  previousId: id.optional(),
  properties: object.optional(),
  traits: object.optional(),
});

export const batchSchema = z.object({
  batch: z.array(messageSchema),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  context: object.optional().describe('Context that all events of the batch share.'),
  writeKey: z.string().optional().describe('Where no Authorization header is sent.'),
});

export const collectedSchema = z.object({
  success: z.literal(true),
  /** Present when some events of the batch were not accepted; the others were. */
  rejected: z
    .array(z.object({ index: z.number(), code: z.string(), message: z.string(), field: z.string().nullable() }))
    .optional(),
});
