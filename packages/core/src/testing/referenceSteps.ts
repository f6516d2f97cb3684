import type { Moment, Personas, Segment } from '../definitions/schema.js';
import type { Interaction } from '../interaction/interaction.js';
import type { Movement } from '../position/types.js';
import { crossings, isStronger, type Past, steadyInstant } from './referenceAnswers.js';
import { isMatch, plus } from './referenceRule.js';
import { changesIn, evaluate, leaveModel, questions, type Standing } from './referenceStanding.js';
import { boundOf, isOnce, referencesIn, type Track } from './referenceTracks.js';
import { answered, isAlive, isSo, nowhere, tell, type Value, type World } from './referenceWorld.js';

/** [SEG-1] */
export const stepSegment = (
  world: World,
  track: Track,
  { id, rule: asked }: Segment,
  at: number,
  byTime: boolean,
): void => {
  const was = world.segments.get(id) ?? nowhere;
  const isIn = isSo(world, asked, at);
  if (isIn === (was.stage !== null)) return;
  const last = isIn
    ? tell(world, { track, kind: 'enter', from: null, to: 'in', at, byTime, asked, rule: { on: 'enter' } })
    : tell(world, { track, kind: 'leave', from: 'in', to: null, at, byTime, asked, rule: { on: 'leave', clause: 0 } });
  world.segments.set(id, { stage: last.to, rank: isIn ? 1 : 0, last });
};

/** [SEG-2] */
export const stepPersona = (
  world: World,
  track: Track,
  { personas, fallback }: Personas,
  at: number,
  byTime: boolean,
): void => {
  const found = personas.findIndex(({ rule }) => isSo(world, rule, at));
  const rank = found === -1 ? personas.length + 1 : found + 1;
  const was = world.persona;
  if (rank === was.rank) return;
  const to = (personas[found] ?? fallback).id;
  const last = tell(world, {
    track,
    kind: was.stage === null ? 'enter' : 'change',
    from: was.stage,
    to,
    at,
    byTime,
    asked: personas[found]?.rule ?? null,
    rule: { on: 'enter' },
  });
  world.persona = { stage: to, rank, last };
};

/** [STR-2] */
export const stepMoments = (world: World, track: Track, moments: readonly Moment[], at: number): void => {
  const present = world.history.filter(({ time }) => time === at);
  const happened = moments.filter(
    (moment) =>
      present.some((one) => isMatch(one, moment)) &&
      (moment.provided === undefined || isSo(world, moment.provided, at)),
  );
  const was = world.past as Past;
  if (happened.length === 0) return;
  for (const moment of happened) {
    const cause = present.findLast((one) => isMatch(one, moment)) as Interaction;
    const last: Movement = {
      model: track.key,
      value: moment.id,
      at,
      from: null,
      to: null,
      kind: moment.effect,
      delta: 0,
      cause: { by: 'interaction', messageId: cause.messageId, event: cause.event },
      rule: { on: 'enter' },
    };
    world.movements.push(last);
    const weight = moment.effect === 'reinforce' ? moment.weight : -moment.weight;
    const { moments: before } = world.past as Past;
    world.past = { moments: [...before, { at, weight }], broken: was.broken, last };
  }
  const past = world.past as Past;
  const mends = happened.some(({ effect }) => effect === 'reinforce') && isStronger(past, at, 25);
  const breaks = happened.some(({ effect }) => effect === 'break');
  world.past = { ...past, broken: breaks || (was.broken && !mends) };
  for (const crossing of crossings(past, at, world.bounds)) world.candidates.add(crossing);
};

/** [DUE-1] [REF-3] Whether a position is evaluated at this instant: after its interactions, or by time. */
const isEvaluated = (
  world: World,
  track: Track,
  { setting, standing }: Value,
  at: number,
  byTime: boolean,
): boolean => {
  if (!byTime && setting.life.history.some(({ time }) => time === at)) return true;
  const asked = questions(setting, standing).flatMap(({ rule }) => referencesIn(rule));
  const changed = [...asked, ...boundOf(track.model)].some((rule) => world.changed.has(JSON.stringify(rule)));
  return changed || ((byTime || isOnce(track)) && changesIn(setting, standing, at, at - 1));
};

const evaluated = (world: World, track: Track, { setting, standing }: Value, at: number, byTime: boolean): Standing => {
  // [BIND-1]
  if (boundOf(track.model).every((rule) => answered(world, rule, null))) {
    return evaluate(setting, standing, at, byTime);
  }
  return standing.rank > 0 ? leaveModel(setting, standing, at, byTime) : standing;
};

/** [STAGE-1] Every value that lives; one movement at one instant. */
export const stepModel = (world: World, track: Track, at: number, byTime: boolean): void => {
  for (const value of world.values.get(track.key) ?? []) {
    const { setting, standing } = value;
    if (!isAlive(setting.life, at, byTime) || standing.last?.at === at) continue;
    if (!isEvaluated(world, track, value, at, byTime)) continue;
    const next = evaluated(world, track, value, at, byTime);
    if (next === standing || !next.last) continue;
    value.standing = next;
    world.movements.push(next.last);
    world.candidates.add(steadyInstant(next.velocity, at));
    for (const text of world.durations) world.candidates.add(plus(at, text, world.zone));
  }
};
