import type { Interaction } from '../interaction/interaction.js';
import { compareBytes } from '../interaction/order.js';
import type { Model } from '../lifecycle/schema.js';
import type { Movement, Position } from '../position/types.js';
import { historyOf, type Life, livesOf } from './referenceLives.js';
import { durationsOf, plus } from './referenceRule.js';
import {
  changesIn,
  evaluate,
  positionOf,
  questions,
  type Setting,
  type Standing,
  unplaced,
} from './referenceStanding.js';

export interface Reference {
  readonly positions: Position[];
  readonly movements: Movement[];
}

/**
 * SPEC.md said slowly: every rule is computed again from the whole history wherever it is asked.
 * Positions at `now` (ms) and every movement until then, by value and time. `interactions` come as accepted.
 */
export const referencePositions = (
  model: Model,
  interactions: readonly Interaction[],
  now: number,
  zone: string,
): Reference => {
  const history = historyOf(interactions);
  const identifies = history.filter(({ type }) => type === 'identify');
  const until = Math.max(now, history.at(-1)?.time ?? now);
  const results = livesOf(model, history).map((life) => liveThrough({ model, history, identifies, zone, life }, until));
  return {
    positions: results
      .flatMap(({ position, life }) => (position && life.evictedAt === null ? [position] : []))
      .sort((a, b) => compareBytes(a.value, b.value)),
    movements: results.flatMap(({ movements }) => movements).sort(byTime),
  };
};

/** Movements in one comparable order: by time, then value. */
export const byTime = (a: Movement, b: Movement): number => a.at - b.at || compareBytes(a.value, b.value);

/** [ORDER-3] [ORDER-4] Instant after instant, due instants first. */
const liveThrough = (
  setting: Setting,
  now: number,
): { life: Life; position: Position | null; movements: Movement[] } => {
  const { life, model } = setting;
  const movements: Movement[] = [];
  let standing = unplaced(model);
  let applied = Number.NEGATIVE_INFINITY;
  const step = (at: number, byTime: boolean): void => {
    const next = evaluate(setting, standing, at, byTime);
    applied = at;
    if (next.last && next !== standing) movements.push(next.last);
    standing = next;
  };
  const wait = (until: number): void => {
    for (
      let due = nextDue(setting, standing, applied, until);
      due !== null;
      due = nextDue(setting, standing, applied, until)
    ) {
      step(due, true);
    }
  };
  for (const time of new Set(life.history.map((one) => one.time))) {
    wait(time);
    // [PER-2] evicted before its instant was over: nothing is left to move
    if (life.evictedAt === time) continue;
    if (standing.last?.at !== time) step(time, false);
    applied = time;
  }
  wait(life.evictedAt === null ? now : Math.min(now, life.evictedAt));
  return { life, movements, position: positionOf(setting, standing) };
};

/**
 * [DUE-1] [DUE-2] By brute force: every sum of a base and a duration after `applied` and not after
 * `until` is a candidate; the first at which some leaf differs from a millisecond before is due.
 */
const nextDue = (setting: Setting, standing: Standing, applied: number, until: number): number | null => {
  const asked = questions(setting, standing);
  const bases = new Set([
    ...setting.life.history.filter(({ time }) => time <= applied).map(({ time }) => time),
    ...[standing.since, ...standing.floors].filter((base) => base !== null),
  ]);
  const durations = new Set(asked.flatMap(({ rule }) => durationsOf(rule)));
  const candidates = new Set<number>();
  for (const base of bases) for (const text of durations) candidates.add(plus(base, text, setting.zone));
  const sorted = [...candidates].filter((at) => at > applied && at <= until).sort((a, b) => a - b);
  return sorted.find((at) => changesIn(setting, standing, at, applied)) ?? null;
};
