import { z } from 'zod';
import { CONTENT_LANGUAGES, contentSchema } from '../content/schema.js';
import { ACTIONS, bilingualSchema } from '../lifecycle/schema.js';

/** A content as it was saved. */
export const contentViewSchema = z.object({
  content: contentSchema,
  version: z.number(),
  savedAt: z.string(),
  savedBy: z.string().nullable(),
});
export const contentsSchema = z.object({
  items: z.array(contentViewSchema),
  /** The variables that Liquid can name, as they are written. */
  variables: z.array(z.string()),
});

export const contentProblemSchema = z.object({
  level: z.enum(['error', 'warning']),
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: bilingualSchema,
});

/** A draft, and who it is looked at with; nobody where absent. */
export const contentPreviewQuerySchema = z.strictObject({
  content: z.unknown(),
  customer: z.string().min(1).max(1024).optional(),
  language: z.enum(CONTENT_LANGUAGES).optional(),
});
export const contentPreviewSchema = z.object({
  problems: z.array(contentProblemSchema),
  /** Null where something keeps it from being sent. */
  message: z
    .object({ subject: z.string(), html: z.string(), text: z.string(), language: z.enum(CONTENT_LANGUAGES) })
    .nullable(),
});
export type ContentPreview = z.infer<typeof contentPreviewSchema>;

const named = z.object({ id: z.string(), name: bilingualSchema });
/** What there is to say in each stage to each persona. */
export const contentMatrixSchema = z.object({
  model: z.string(),
  stages: z.array(named.extend({ action: z.enum(ACTIONS) })),
  /** None where nobody has defined any. */
  personas: z.array(named),
  cells: z.array(
    z.object({
      stage: z.string(),
      /** Null for everybody. */
      persona: z.string().nullable(),
      contents: z.array(named.extend({ channel: z.string(), action: z.enum(ACTIONS) })),
    }),
  ),
});
export type ContentMatrix = z.infer<typeof contentMatrixSchema>;
