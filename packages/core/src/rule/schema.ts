import { z } from 'zod';
import { isPositiveDuration } from '../time/duration.js';

const scalar = z.union([z.string().max(1024), z.number().finite(), z.boolean()]);

/** An ISO 8601 duration above zero: P30D, PT12H, P1M, P1Y2M. */
export const durationSchema = z
  .string()
  .max(64)
  .refine(isPositiveDuration, { message: 'an ISO 8601 duration above zero, such as P30D or PT12H' });

const comparisons = {
  equals: scalar.optional(),
  notEquals: scalar.optional(),
  in: z.array(scalar).min(1).max(256).optional(),
  contains: z.string().min(1).max(1024).optional(),
  startsWith: z.string().min(1).max(1024).optional(),
  exists: z.boolean().optional(),
  gt: z.number().finite().optional(),
  gte: z.number().finite().optional(),
  lt: z.number().finite().optional(),
  lte: z.number().finite().optional(),
};
/** Every comparison given must hold; a missing or mistyped value compares false. */
export const comparisonSchema = z.strictObject(comparisons);
export type Comparison = z.infer<typeof comparisonSchema>;

const atLeastOneComparison = (value: object): boolean =>
  Object.keys(value).some((key) => key in comparisons && value[key as never] !== undefined);

export const conditionSchema = z
  .strictObject({ property: z.string().min(1).max(256), ...comparisons })
  .refine(atLeastOneComparison, { message: 'name at least one comparison, such as equals or gte' });
export type Condition = z.infer<typeof conditionSchema>;

const event = z.string().min(1).max(256);
const where = z.array(conditionSchema).min(1).max(16).optional();
const within = durationSchema.optional();
const property = z.string().min(1).max(256);
const count = z.number().int().min(0).max(4096);
const bounds = { atLeast: z.number().finite().optional(), atMost: z.number().finite().optional() };
const bounded = (value: { atLeast?: number | undefined; atMost?: number | undefined }): boolean =>
  value.atLeast !== undefined || value.atMost !== undefined;
const boundsMessage = { message: 'name atLeast, atMost or both' };

export const didSchema = z.strictObject({
  event,
  where,
  atLeast: count.optional(),
  atMost: count.optional(),
  within,
});
export const numberSchema = z
  .strictObject({ event, where, property, ...bounds, within })
  .refine(bounded, boundsMessage);
export const distinctSchema = z
  .strictObject({ event, where, property, atLeast: count.optional(), atMost: count.optional(), within })
  .refine(bounded, boundsMessage);
export const pickSchema = z
  .strictObject({ event, where, property, within, ...comparisons })
  .refine(atLeastOneComparison, { message: 'name at least one comparison, such as equals or gte' });
export const quietSchema = z.strictObject({ for: durationSchema, event: event.optional() });
export const sequenceSchema = z.strictObject({
  steps: z.array(z.strictObject({ event, where })).min(2).max(8),
  within,
});
export const traitSchema = z
  .strictObject({ name: z.string().min(1).max(256), ...comparisons })
  .refine(atLeastOneComparison, { message: 'name at least one comparison, such as equals or exists' });

export type Did = z.infer<typeof didSchema>;
export type NumberRule = z.infer<typeof numberSchema>;
export type Distinct = z.infer<typeof distinctSchema>;
export type Pick_ = z.infer<typeof pickSchema>;
export type Quiet = z.infer<typeof quietSchema>;
export type Sequence = z.infer<typeof sequenceSchema>;
export type Trait = z.infer<typeof traitSchema>;

/** The rule language of DESIGN.md, as far as a customer's own history decides it. */
export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { did: Did }
  | { sum: NumberRule }
  | { average: NumberRule }
  | { distinct: Distinct }
  | { first: Pick_ }
  | { last: Pick_ }
  | { quiet: Quiet }
  | { sequence: Sequence }
  | { trait: Trait };

export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(ruleSchema).min(1).max(32) }),
      z.strictObject({ any: z.array(ruleSchema).min(1).max(32) }),
      z.strictObject({ not: ruleSchema }),
      z.strictObject({ did: didSchema }),
      z.strictObject({ sum: numberSchema }),
      z.strictObject({ average: numberSchema }),
      z.strictObject({ distinct: distinctSchema }),
      z.strictObject({ first: pickSchema }),
      z.strictObject({ last: pickSchema }),
      z.strictObject({ quiet: quietSchema }),
      z.strictObject({ sequence: sequenceSchema }),
      z.strictObject({ trait: traitSchema }),
    ],
    { error: 'one of all, any, not, did, sum, average, distinct, first, last, quiet, sequence, trait' },
  ),
);
