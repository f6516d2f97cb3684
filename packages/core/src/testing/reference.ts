import type { Interaction } from '../interaction/interaction.js';
import { compareBytes, compareOrder, typeRank } from '../interaction/order.js';
import type { Model } from '../lifecycle/schema.js';
import type { Cause, Movement, MovementKind, Position } from '../position/types.js';
import { velocityAfter } from '../position/velocity.js';
import type { Rule } from '../rule/schema.js';
import { durationsOf, holds, leavesOf, plus, valueAt } from './referenceRule.js';

/** [PER-2] */
const MOST_VALUES = 32;

export interface Reference {
  readonly positions: Position[];
  readonly movements: Movement[];
}

/** [ORDER-1] */
const inOrder = (a: Interaction, b: Interaction): number =>
  compareOrder(
    { time: a.time, rank: typeRank(a.type), messageId: a.messageId },
    { time: b.time, rank: typeRank(b.type), messageId: b.messageId },
  );

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
  const accepted = new Map<string, Interaction>();
  for (const one of interactions) if (!accepted.has(one.messageId)) accepted.set(one.messageId, one);
  const history = [...accepted.values()].sort(inOrder);
  const identifies = history.filter(({ type }) => type === 'identify');
  const until = Math.max(now, history.at(-1)?.time ?? now);
  const results = livesOf(model, history).map((life) => liveThrough({ model, identifies, zone, life }, until));
  return {
    positions: results
      .flatMap(({ position, life }) => (position && life.evictedAt === null ? [position] : []))
      .sort((a, b) => compareBytes(a.value, b.value)),
    movements: results.flatMap(({ movements }) => movements).sort(byTime),
  };
};

/** Movements in one comparable order: by time, then value. */
export const byTime = (a: Movement, b: Movement): number => a.at - b.at || compareBytes(a.value, b.value);

/** What counts for one value of `per`, from its first interaction until it was evicted. */
interface Life {
  readonly value: string;
  readonly history: Interaction[];
  lastOwn: number;
  evictedAt: number | null;
}

/** [PER-1] to [PER-4] */
const livesOf = ({ per }: Model, history: readonly Interaction[]): Life[] => {
  const lives: Life[] = [];
  const begin = (value: string): Life => {
    const life = { value, history: [], lastOwn: 0, evictedAt: null };
    lives.push(life);
    return life;
  };
  for (const interaction of history) {
    const living = lives.filter(({ evictedAt }) => evictedAt === null);
    const own = per === undefined ? '' : ownValue(interaction, per);
    if (own === null) {
      for (const life of living) life.history.push(interaction);
      continue;
    }
    let life = living.find(({ value }) => value === own);
    if (!life) {
      if (living.length === MOST_VALUES) {
        const [oldest] = living.sort((a, b) => a.lastOwn - b.lastOwn || compareBytes(a.value, b.value));
        if (oldest) oldest.evictedAt = interaction.time;
      }
      life = begin(own);
    }
    life.lastOwn = interaction.time;
    life.history.push(interaction);
  }
  return lives;
};

const ownValue = (interaction: Interaction, per: string): string | null => {
  if (interaction.type === 'identify') return null;
  const value = valueAt(interaction.properties, per);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : null;
};

interface Setting {
  readonly model: Model;
  readonly identifies: readonly Interaction[];
  readonly zone: string;
  readonly life: Life;
}

/** Where one value stands: `rank` 0 while unplaced; `lost` is the rank of MOVE-3, 0 where there is none. */
interface Standing {
  readonly rank: number;
  readonly since: number | null;
  readonly floors: readonly (number | null)[];
  readonly lost: number;
  readonly last: Movement | null;
  readonly velocity: number;
}

/** [ORDER-3] [ORDER-4] Instant after instant, due instants first. */
const liveThrough = (
  setting: Setting,
  now: number,
): { life: Life; position: Position | null; movements: Movement[] } => {
  const { life, model } = setting;
  const movements: Movement[] = [];
  let standing: Standing = {
    rank: 0,
    since: null,
    floors: model.stages.map(() => null),
    lost: 0,
    last: null,
    velocity: 0,
  };
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

const positionOf = ({ model, life }: Setting, { rank, since, velocity, last }: Standing): Position | null => {
  const stage = model.stages[rank - 1];
  if (!stage || since === null || !last) return null;
  return { model: model.id, value: life.value, stage: stage.id, rank, since, velocity, velocityAt: last.at, last };
};

/** A rule as one stage asks it. */
interface Question {
  readonly rule: Rule;
  readonly rank: number;
  readonly inLeave: boolean;
}

/** [DUE-1] The rules that could move a customer from where they stand. */
const questions = ({ model }: Setting, { rank }: Standing): Question[] => [
  ...(model.stages[rank - 1]?.leave ?? []).map(({ when }) => ({ rule: when, rank, inLeave: true })),
  ...model.stages.slice(rank).map(({ enter }, above) => ({ rule: enter, rank: rank + above + 1, inLeave: false })),
];

/** Whether the rule held at `now` for what had happened until `known` (ms). */
const answer = (setting: Setting, standing: Standing, question: Question, now: number, known: number): boolean =>
  holds(question.rule, {
    history: setting.life.history.filter(({ time }) => time <= known),
    identifies: setting.identifies.filter(({ time }) => time <= known),
    now,
    floor: standing.floors[question.rank - 1] ?? null,
    entry: question.inLeave ? standing.since : null,
    zone: setting.zone,
  });

/**
 * [DUE-1] [DUE-2] By brute force: every sum of a base and a duration after `applied` and not after
 * `until` is a candidate; the first at which some leaf differs from a millisecond before is due.
 */
const nextDue = (setting: Setting, standing: Standing, applied: number, until: number): number | null => {
  const asked = questions(setting, standing);
  const leaves = asked.flatMap((question) => leavesOf(question.rule).map((rule) => ({ ...question, rule })));
  const bases = new Set([
    ...setting.life.history.filter(({ time }) => time <= applied).map(({ time }) => time),
    ...[standing.since, ...standing.floors].filter((base) => base !== null),
  ]);
  const durations = new Set(asked.flatMap(({ rule }) => durationsOf(rule)));
  const candidates = new Set<number>();
  for (const base of bases) for (const text of durations) candidates.add(plus(base, text, setting.zone));
  const sorted = [...candidates].filter((at) => at > applied && at <= until).sort((a, b) => a - b);
  const changes = (at: number): boolean =>
    leaves.some((leaf) => {
      const after = answer(setting, standing, leaf, at, applied);
      return after !== answer(setting, standing, leaf, at - 1, applied);
    });
  return sorted.find(changes) ?? null;
};

/** [STAGE-1] */
const evaluate = (setting: Setting, standing: Standing, at: number, byTime: boolean): Standing => {
  // at a due instant the interactions of the same millisecond have not happened yet [ORDER-4]
  const known = byTime ? at - 1 : at;
  const { stages } = setting.model;
  const ask = (rule: Rule, rank: number, inLeave: boolean): boolean =>
    answer(setting, standing, { rule, rank, inLeave }, at, known);
  const causeOf = (rule: Rule): Cause => (byTime ? { by: 'time' } : causeAt(setting.life, at, rule));
  const leave = stages[standing.rank - 1]?.leave ?? [];
  const clause = leave.findIndex(({ when }) => ask(when, standing.rank, true));
  const taken = leave[clause];
  if (taken) {
    const to = stages.findIndex(({ id }) => id === taken.to) + 1;
    return move(setting, standing, {
      at,
      cause: causeOf(taken.when),
      to,
      cycle: taken.kind === 'cycle',
      rule: { on: 'leave', clause },
    });
  }
  for (let to = stages.length; to > standing.rank; to--) {
    const enter = stages[to - 1]?.enter;
    if (enter && ask(enter, to, false)) {
      return move(setting, standing, { at, cause: causeOf(enter), to, cycle: false, rule: { on: 'enter' } });
    }
  }
  return standing;
};

/** [MOVE-4] */
const causeAt = ({ history }: Life, at: number, rule: Rule): Cause => {
  const names = (one: Interaction): boolean =>
    leavesOf(rule).some((leaf) => {
      if ('trait' in leaf) return one.type === 'identify';
      if ('sequence' in leaf) return leaf.sequence.steps.some(({ event }) => event === one.event);
      return (Object.values(leaf)[0] as { event?: string }).event === one.event;
    });
  const present = history.filter(({ time }) => time === at);
  const { messageId, event } = (present.findLast(names) ?? present.at(-1)) as Interaction;
  return { by: 'interaction', messageId, event };
};

interface Step extends Pick<Movement, 'at' | 'cause' | 'rule'> {
  readonly to: number;
  readonly cycle: boolean;
}

/** [STAGE-3] [MOVE-1] to [MOVE-5] [VEL-1] */
const move = ({ model, life }: Setting, standing: Standing, { at, cause, to, cycle, rule }: Step): Standing => {
  const { rank, velocity, last } = standing;
  const delta = cycle ? 1 : to - rank;
  const falls = !cycle && to < rank;
  const lost = falls ? Math.max(standing.lost, rank) : standing.lost;
  const movement: Movement = {
    model: model.id,
    value: life.value,
    at,
    from: model.stages[rank - 1]?.id ?? null,
    to: (model.stages[to - 1] as { id: string }).id,
    kind: kindOf({ cycle, falls, delta, from: rank, to, lost, byTime: cause.by === 'time' }),
    delta,
    cause,
    rule,
  };
  return {
    rank: to,
    since: at,
    floors: standing.floors.map((floor, index) => ((falls || cycle) && index + 1 > to ? at : floor)),
    lost: to >= lost ? 0 : lost,
    last: movement,
    velocity: velocityAfter(velocity, last?.at ?? at, at, delta),
  };
};

interface Kinds {
  readonly cycle: boolean;
  readonly falls: boolean;
  readonly delta: number;
  readonly from: number;
  readonly to: number;
  readonly lost: number;
  readonly byTime: boolean;
}
/** [MOVE-2] */
const kindOf = ({ cycle, falls, delta, from, to, lost, byTime }: Kinds): MovementKind => {
  if (cycle) return 'cycle';
  if (falls) return byTime ? 'lapse' : 'regress';
  if (to <= lost) return 'return';
  if (from === 0 && to === 1) return 'enter';
  return delta > 1 ? 'skip' : 'advance';
};
