import { z } from 'zod';
import { modelSchema } from '../lifecycle/schema.js';
import { MOVEMENT_KINDS } from '../position/types.js';
import { conditionSchema } from '../rule/schema.js';

const instant = z.iso.datetime();
const id = z.string();

/** When an answer was measured, and whether a newer one is being made behind it: of large workspaces, answers are kept. */
export const toldSchema = z.object({ measuredAt: instant, refreshing: z.boolean() });

/** [MAP-8] Whom all figures are of; null, and no condition, for everybody. */
export const ofPeople = { persona: id.nullable(), segment: id.nullable(), where: z.array(conditionSchema) };

export const mapSchema = z.object({
  model: modelSchema,
  period: z.object({ from: instant, to: instant }),
  ...ofPeople,
  customers: z.object({ total: z.number(), placed: z.number() }),
  stages: z.array(
    z.object({
      id,
      /** Standing in the stage now. */
      customers: z.number(),
      /** Movements during the period: into the stage going up, out of it going up, out of it going down, into it coming down. */
      entered: z.number(),
      forward: z.number(),
      back: z.number(),
      fellIn: z.number(),
      /** Mean velocity now of those standing in the stage, stages per 30 days. */
      velocity: z.number(),
      directions: z.object({ advancing: z.number(), steady: z.number(), receding: z.number() }),
      /** Days by which half of those who move on from the stage have, as its pace is measured; before it is, their median; null when too few. */
      medianDays: z.number().nullable(),
      /** In the stage for longer than three quarters of those who left it upwards needed. */
      stuck: z.number(),
      /** In the stage for longer than nine of ten who left it upwards needed; null where too few left it to tell. */
      stalled: z.number().nullable(),
      /** The five most people used while standing here; over very many interactions, figures of a sample scaled up. */
      touchpoints: z.array(z.object({ name: z.string(), interactions: z.number(), customers: z.number() })),
    }),
  ),
  /** Movements of the period between stages; `from` null is arrival on the journey. */
  flows: z.array(
    z.object({
      from: id.nullable(),
      to: id,
      kind: z.enum(MOVEMENT_KINDS),
      movements: z.number(),
      customers: z.number(),
    }),
  ),
  /** Up to three things worth doing now, each with the people it is about. */
  worthDoing: z.array(
    z.object({
      kind: z.enum(['stuck', 'stalled', 'fellBack', 'receding', 'aboutToLapse', 'unplaced']),
      stage: id.nullable(),
      customers: z.number(),
      /** Query of GET /api/customers that lists them. */
      query: z.record(z.string(), z.string()),
    }),
  ),
});
