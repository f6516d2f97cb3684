import { z } from 'zod';

const instant = z.iso.datetime();
const count = z.number();
const fitted = { logLikelihood: z.number(), converged: z.boolean() };
const score = z.number().int().min(1).max(5);

/** Only those of a persona, or in a segment, now. */
export const valuePeopleSchema = z.object({
  persona: z.string().max(64).optional(),
  segment: z.string().max(64).optional(),
});

export const valueQuerySchema = valuePeopleSchema.extend({
  /** The event that is a purchase. */
  event: z.string().min(1).max(200).default('Order Completed'),
  /** Its property with what the purchase was worth. */
  property: z.string().min(1).max(200).default('total'),
  /** The end of the calibration, included: an instant, or a whole day of the workspace; its last interaction when absent. */
  until: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: 'give a day such as 2026-06-30, or an instant' })
    .optional(),
  /** Only purchases whose properties hold to these conditions: a list of them, as JSON. */
  where: z.string().max(4000).optional(),
});

/** [VALUE-4] A model fitted to the first part of history, against what then happened. */
export const holdoutSchema = z.object({
  /** The last day the model saw, and the last day it is compared with. */
  calibrationEnd: z.iso.date(),
  end: z.iso.date(),
  customers: count,
  bgNbd: z.object({ r: count, alpha: count, a: count, b: count, ...fitted }),
  /** Purchases after the first, of these customers, in each week from the first purchase on; the last may be short. */
  weeks: z.array(z.object({ from: z.iso.date(), actual: count, predicted: count })),
  /** After the calibration, by how often they had bought again before it: 7 stands for 7 and more. Purchases per customer. */
  byFrequency: z.array(z.object({ frequency: count, customers: count, actual: count, predicted: count })),
  /** Purchases after the calibration, of all of them. */
  actual: count,
  predicted: count,
});

/** What customers are worth: the models fitted to their purchases, in weeks, and what follows from them. */
export const valueModelSchema = z.object({
  measuredAt: instant,
  event: z.string(),
  property: z.string(),
  currency: z.string(),
  /** The end of the calibration. */
  until: instant,
  /** The first and the last day counted, in the workspace's zone. */
  days: z.object({ from: z.iso.date(), to: z.iso.date() }),
  /** Who bought, who of them bought again on another day, and on how many days they bought in all. */
  customers: count,
  repeatBuyers: count,
  purchases: count,
  bgNbd: z.object({ r: count, alpha: count, a: count, b: count, ...fitted }),
  /** Null where too few bought again for an amount, or all amounts are the same. `correlation` is of the number and the mean of purchases. */
  gammaGamma: z
    .object({ p: count, q: count, v: count, ...fitted, repeatBuyers: count, correlation: count.nullable() })
    .nullable(),
  /** For comparison; null where customers differ too much to fit it in time, or it tells nothing. */
  paretoNbd: z.object({ r: count, alpha: count, s: count, beta: count, ...fitted }).nullable(),
  /** Over which time is looked ahead, and by what later money is worth less a month. */
  horizon: z.object({ months: count, monthlyDiscount: count }),
  totals: z.object({
    spent: count,
    expectedPurchases: count,
    /** Null without amounts. */
    lifetimeValue: count.nullable(),
    /** Of those who bought again, how many are expected to be alive. */
    alive: count,
  }),
  /** Those who bought again by P(alive), in ten bins, and those who bought once, of whom the model says 1. */
  alive: z.object({ bins: z.array(z.object({ from: count, to: count, customers: count })), once: count }),
  holdout: holdoutSchema.nullable(),
});

/** [VALUE-3] Scores from 1 to 5. */
export const rfmScoresSchema = z.object({ recency: score, frequency: score, monetary: score });
const worth = {
  /** Days on which they bought, and what they spent. */
  purchases: count,
  spent: count,
  rfm: rfmScoresSchema,
  firstPurchase: instant,
  lastPurchase: instant,
  /** Null where there is too little to fit a model to. */
  pAlive: count.nullable(),
  /** Within twelve months after the calibration. */
  expectedPurchases: count.nullable(),
  /** What a purchase of theirs is expected to be worth. */
  expectedSpend: count.nullable(),
  lifetimeValue: count.nullable(),
  /** By when half of those alike have bought again; null where most never will, or not within five years. */
  nextPurchase: instant.nullable(),
};

export const customerValueSchema = z.object({
  /** The end of the calibration; null where nothing was ever bought here. */
  until: instant.nullable(),
  currency: z.string(),
  /** Null for who never bought. */
  value: z.object(worth).nullable(),
  /** Why there is no outlook; null where there is one. */
  tooLittle: z.string().nullable(),
});

export const valueListQuerySchema = valuePeopleSchema.extend({
  sort: z.enum(['value', 'spent', 'alive', 'expected', 'last', 'next', 'purchases']).default('value'),
  order: z.enum(['asc', 'desc']).default('desc'),
  recency: z.coerce.number().int().min(1).max(5).optional(),
  frequency: z.coerce.number().int().min(1).max(5).optional(),
  monetary: z.coerce.number().int().min(1).max(5).optional(),
  /** P(alive) from (included) and below (excluded). */
  aliveFrom: z.coerce.number().min(0).max(1).optional(),
  aliveBelow: z.coerce.number().min(0).max(1.01).optional(),
  /** Only those who bought again. */
  repeat: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export const valueListSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable(), ...worth })),
  next: z.string().nullable(),
  /** Of all who match: how many, what they spent, what is expected of them. */
  totals: z.object({ customers: count, spent: count, lifetimeValue: count.nullable() }),
});

/** [VALUE-3] How many customers have each pair of scores; pairs nobody has are absent. */
export const rfmGridSchema = z.object({
  until: instant.nullable(),
  currency: z.string(),
  customers: count,
  cells: z.array(
    z.object({
      recency: score,
      frequency: score,
      customers: count,
      spent: count,
      lifetimeValue: count.nullable(),
      pAlive: count.nullable(),
    }),
  ),
});
