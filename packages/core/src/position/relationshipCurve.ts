import type { Effect } from '../definitions/schema.js';
import { afterMoments, newRelationship, type Relationship, strengthAt } from './relationship.js';

/** A moment of truth that happened, at an instant in ms. */
export interface MomentHappened {
  readonly at: number;
  readonly effect: Effect;
  readonly weight: number;
}
/** Strength from 0 to 100 and whether the relationship is broken, at an instant in ms. */
export interface StrengthPoint {
  readonly at: number;
  readonly strength: number;
  readonly broken: boolean;
}

const WEEK = 7 * 86_400_000;
const MOST_POINTS = 400;
/** Instants drawn at most, the newest: two points each leaves room for the decay between them. */
const MOST_INSTANTS = 120;

/** The moments up to `now`, by their instants, oldest first. */
const byInstant = (moments: readonly MomentHappened[], now: number): [number, MomentHappened[]][] => {
  const instants = new Map<number, MomentHappened[]>();
  for (const moment of moments)
    if (moment.at <= now) instants.set(moment.at, [...(instants.get(moment.at) ?? []), moment]);
  return [...instants].sort(([a], [b]) => a - b);
};

const pointOf = (relationship: Relationship, at: number): StrengthPoint => ({
  at,
  strength: strengthAt(relationship, at),
  broken: relationship.broken,
});

/** Samples every `step` strictly between two instants. */
const decay = (relationship: Relationship, from: number, to: number, step: number): StrengthPoint[] => {
  const points: StrengthPoint[] = [];
  for (let at = from + step; at < to; at += step) points.push(pointOf(relationship, at));
  return points;
};

/**
 * [STR-1] [STR-2] The strength of a relationship over time, oldest first: just before and just after each instant of moments,
 * weekly between them (less often over long histories), and at `now` (ms). At most 400 points; none without a moment.
 */
export const relationshipCurve = (moments: readonly MomentHappened[], now: number): StrengthPoint[] => {
  const instants = byInstant(moments, now);
  const hidden = Math.max(0, instants.length - MOST_INSTANTS);
  const first = instants[hidden]?.[0];
  if (first === undefined) return [];
  const room = MOST_POINTS - 2 * (instants.length - hidden) - 2;
  const step = Math.max(WEEK, Math.ceil((now - first) / room));
  const points: StrengthPoint[] = [];
  let relationship = newRelationship;
  instants.forEach(([at, together], index) => {
    if (index > hidden) points.push(...decay(relationship, relationship.at, at, step));
    if (index >= hidden) points.push(pointOf(relationship, at));
    relationship = afterMoments(relationship, at, together);
    if (index >= hidden) points.push(pointOf(relationship, at));
  });
  if (relationship.at === now) return points;
  return [...points, ...decay(relationship, relationship.at, now, step), pointOf(relationship, now)];
};
