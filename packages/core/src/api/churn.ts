import { z } from 'zod';
import { conditionSchema } from '../rule/schema.js';
import { periodSchema, scopeSchema } from './scope.js';

const count = z.number();
/** What begins or ends a contract: an event, whose properties hold to conditions. */
const happeningSchema = z.strictObject({
  event: z.string().min(1).max(200),
  where: z.array(conditionSchema).max(16).optional(),
});

/** [VALUE-6] Contracts that began in the period of the scope, by what begins and what ends one. */
export const churnQuerySchema = scopeSchema.extend({ start: happeningSchema, end: happeningSchema });

/** [VALUE-6] How long contracts last. */
export const churnSchema = z.object({
  period: periodSchema,
  /** How many began, and how many of them have ended. */
  contracts: count,
  ended: count,
  /** Days after which half have ended; null where fewer than half have. */
  median: count.nullable(),
  /** The share that goes on after so many days, with its 95 % interval; thinned to at most 200 steps. */
  curve: z.array(
    z.object({ days: count, survival: count, low: count.nullable(), high: count.nullable(), atRisk: count }),
  ),
  /** The share expected to have ended within 30, 90 and 365 days; null beyond what was seen. */
  lost: z.array(z.object({ days: count, share: count.nullable() })),
});
