import { z } from 'zod';
import { keySchema as id, ruleSchema } from '../rule/schema.js';

/** A text in both languages of the page. */
export const bilingualSchema = z.strictObject({ en: z.string().min(1).max(2000), fr: z.string().min(1).max(2000) });
export type Bilingual = z.infer<typeof bilingualSchema>;

/** The five kinds of action of AIDAR (000.3). */
export const ACTIONS = ['attention', 'interest', 'desire', 'action', 'recommendation'] as const;

export const leaveSchema = z.strictObject({ when: ruleSchema, to: id, kind: z.literal('cycle').optional() });
export type Leave = z.infer<typeof leaveSchema>;

export const stageSchema = z.strictObject({
  id,
  name: bilingualSchema,
  objective: bilingualSchema,
  action: z.enum(ACTIONS),
  enter: ruleSchema,
  leave: z.array(leaveSchema).max(8).default([]),
});
export type Stage = z.infer<typeof stageSchema>;

/**
 * A lifecycle model: ordered stages with rules. The first stage ranks 1, the unplaced customer 0.
 * `per` keys positions by the value of a property (one journey per category, say); `persona` binds the model to one persona.
 */
export const modelSchema = z.strictObject({
  id,
  name: bilingualSchema,
  description: bilingualSchema,
  per: z.string().min(1).max(256).optional(),
  /** The persona whose customers alone stand on this model. */
  persona: id.optional(),
  stages: z.array(stageSchema).min(1).max(24),
});
export type Model = z.infer<typeof modelSchema>;
