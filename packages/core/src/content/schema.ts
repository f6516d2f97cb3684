import { z } from 'zod';
import { ACTIONS, bilingualSchema } from '../lifecycle/schema.js';
import { keySchema } from '../rule/schema.js';

/** The languages a content is written in. */
export const CONTENT_LANGUAGES = ['en', 'fr'] as const;
export type ContentLanguage = (typeof CONTENT_LANGUAGES)[number];

const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must be one line of text');
const words = z.string().max(10_000);
const url = line(2_000);

const leafBlocks = [
  z.strictObject({ kind: z.literal('heading'), text: line(300) }),
  /** Paragraphs apart by a blank line; **strong** and [words](address) within. */
  z.strictObject({ kind: z.literal('text'), text: words }),
  z.strictObject({ kind: z.literal('button'), label: line(200), url }),
  z.strictObject({ kind: z.literal('image'), url, alt: line(300), link: url.optional() }),
  z.strictObject({ kind: z.literal('divider') }),
  z.strictObject({ kind: z.literal('spacer'), height: z.number().int().min(4).max(120) }),
] as const;

export const leafBlockSchema = z.discriminatedUnion('kind', leafBlocks);
export type LeafBlock = z.infer<typeof leafBlockSchema>;

const columnsBlock = z.strictObject({
  kind: z.literal('columns'),
  columns: z.array(z.array(leafBlockSchema).max(12)).min(2).max(3),
});

export const blockSchema = z.discriminatedUnion('kind', [...leafBlocks, columnsBlock]);
export type Block = z.infer<typeof blockSchema>;

/** An e-mail's body: blocks, or MJML for those who write it. */
export const emailBodySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blocks'), blocks: z.array(blockSchema).min(1).max(60) }),
  z.strictObject({ kind: z.literal('mjml'), source: z.string().min(1).max(100_000) }),
]);
export type EmailBody = z.infer<typeof emailBodySchema>;

export const emailVariantSchema = z.strictObject({
  subject: line(300).min(1),
  /** What a mailbox shows after the subject. */
  preheader: line(300).default(''),
  body: emailBodySchema,
});
export type EmailVariant = z.infer<typeof emailVariantSchema>;

const purpose = {
  id: keySchema,
  name: bilingualSchema,
  /** Which of the five kinds of AIDAR it is (000.3). */
  action: z.enum(ACTIONS),
  stages: z
    .array(z.strictObject({ model: keySchema, stage: keySchema }))
    .max(64)
    .default([]),
  /** None means everybody. */
  personas: z.array(keySchema).max(24).default([]),
};

/** What the organisation says. Each channel is a member of the union, with variants of its own form. */
export const contentSchema = z.discriminatedUnion('channel', [
  z.strictObject({
    ...purpose,
    channel: z.literal('email'),
    variants: z
      .strictObject({ en: emailVariantSchema.optional(), fr: emailVariantSchema.optional() })
      .refine(({ en, fr }) => en !== undefined || fr !== undefined, 'write at least one language'),
  }),
]);
export type Content = z.infer<typeof contentSchema>;
