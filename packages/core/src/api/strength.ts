import { z } from 'zod';
import { EFFECTS } from '../definitions/schema.js';
import { bilingualSchema } from '../lifecycle/schema.js';

const instant = z.iso.datetime();
const id = z.string();

/** A customer's relationship: its strength now and over time, and the moments of truth that made it. */
export const customerRelationshipSchema = z.object({
  /** 0–100; null until a moment of truth has happened. */
  strength: z.number().nullable(),
  broken: z.boolean(),
  /** Oldest first: just before and just after each instant of moments, regularly between them, and now. */
  curve: z.array(z.object({ at: instant, strength: z.number(), broken: z.boolean() })),
  /** Oldest first; the newest 1,000. */
  moments: z.array(
    z.object({
      at: instant,
      /** The moment of truth in the catalogue. */
      id,
      name: bilingualSchema,
      effect: z.enum(EFFECTS),
      weight: z.number(),
      messageId: z.string(),
      event: z.string(),
    }),
  ),
});

/** Of some people on the journey at an instant, how many went forward and back within 30 days after it. */
const followedSchema = z.object({ customers: z.number(), forward: z.number(), back: z.number() });

/** Moments of truth of a period, those that touched most people first. */
export const momentsImpactSchema = z.object({
  model: id,
  period: z.object({ from: instant, to: instant }),
  items: z.array(
    z.object({
      id,
      name: bilingualSchema,
      effect: z.enum(EFFECTS),
      /** To whom it happened in the period, and how often. */
      customers: z.number(),
      times: z.number(),
      /** What all of it added to relationships, negative where it took away; before it fades. */
      weight: z.number(),
      /** Those of them who were on the journey when it first happened in the period, and how they moved after it. */
      followed: followedSchema,
      /**
       * The same of people to whom it did not happen in the period, looked at from the same dates; of very many, a share
       * of them. What goes together with a moment need not be caused by it.
       */
      others: followedSchema,
    }),
  ),
});

const count = z.number();
const paceStageSchema = z.object({
  id,
  /** The persona whose curve this is; null where it is of all, because no persona was asked for or too few of it moved on. */
  persona: id.nullable(),
  /** How many stays were seen, and how many of them were left upwards. */
  stays: count,
  left: count,
  /** Days by which a quarter, a half, three quarters and nine tenths of those who moved on had; null where too few did. */
  limits: z.object({ quarter: count, half: count, threeQuarters: count, nineTenths: count }).nullable(),
  /** Share not yet moved on after so many days, with its 95 % interval; thinned to at most 200 steps. */
  curve: z.array(
    z.object({
      days: count,
      survival: count,
      low: count.nullable(),
      high: count.nullable(),
      atRisk: count,
    }),
  ),
  /** How many of those who stand there now are at each pace. */
  now: z.object({ faster: count, typical: count, slower: count, stalled: count }).nullable(),
});
/** How long people stay in each stage of a model before they move on, and who is stalled now. */
export const modelPaceSchema = z.object({
  model: id,
  persona: id.nullable(),
  /** Null while nothing was measured. */
  measuredAt: instant.nullable(),
  /** Fewer moves on than this say nothing. */
  enough: count,
  stages: z.array(paceStageSchema),
});
