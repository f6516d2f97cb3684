import { z } from 'zod';
import { contentSchema } from '../content/schema.js';
import { bilingualSchema } from '../lifecycle/schema.js';

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
  path: z.array(z.union([z.string(), z.number()])).readonly(),
  code: z.string(),
  message: bilingualSchema,
});
