import { z } from 'zod';
import { DIRECTIONS } from '../position/types.js';
import { isPositiveDuration } from '../time/duration.js';

/** Said of identifiers of definitions: models, stages, segments, personas, moments. */
export const KEY_MESSAGE = 'lower-case letters, digits, - and _, starting with a letter';
export const FORMS_MESSAGE =
  'one of all, any, not, did, sum, average, distinct, first, last, quiet, sequence, trait, position, segment, persona, strength';

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

/** The identifier of a definition, as references name it. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, KEY_MESSAGE);
export const positionRuleSchema = z.strictObject({
  model: keySchema,
  /** One stage or several; any stage where none is named. */
  stage: z.union([keySchema, z.array(keySchema).min(1).max(24)]).optional(),
  direction: z.enum(DIRECTIONS).optional(),
});
export const strengthRuleSchema = z
  .strictObject({
    atLeast: z.number().min(0).max(100).optional(),
    atMost: z.number().min(0).max(100).optional(),
    broken: z.boolean().optional(),
  })
  .refine((value) => bounded(value) || value.broken !== undefined, {
    message: 'name atLeast, atMost or broken',
  });

export type PositionRule = z.infer<typeof positionRuleSchema>;
export type StrengthRule = z.infer<typeof strengthRuleSchema>;
export type Did = z.infer<typeof didSchema>;
export type NumberRule = z.infer<typeof numberSchema>;
export type Distinct = z.infer<typeof distinctSchema>;
export type Pick_ = z.infer<typeof pickSchema>;
export type Quiet = z.infer<typeof quietSchema>;
export type Sequence = z.infer<typeof sequenceSchema>;
export type Trait = z.infer<typeof traitSchema>;

/** What asks for another definition: where the customer stands, a segment, the persona, the strength of the relationship. */
export type ReferenceRule =
  | { position: PositionRule }
  | { segment: string }
  | { persona: string }
  | { strength: StrengthRule };

/** The rule language of DESIGN.md. */
export type Rule =
  | ReferenceRule
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
      z.strictObject({ position: positionRuleSchema }),
      z.strictObject({ segment: keySchema }),
      z.strictObject({ persona: keySchema }),
      z.strictObject({ strength: strengthRuleSchema }),
    ],
    { error: FORMS_MESSAGE },
  ),
);

/** Whether a rule asks for another definition. */
export const isReference = (rule: Rule): rule is ReferenceRule =>
  'position' in rule || 'segment' in rule || 'persona' in rule || 'strength' in rule;
