import type { Definitions } from '../definitions/schema.js';
import type { Interaction } from '../interaction/interaction.js';
import { compareBytes } from '../interaction/order.js';
import type { Movement, Position } from '../position/types.js';
import type { Rule } from '../rule/schema.js';
import { heldPosition, isAsked, relationshipPosition } from './referenceAnswers.js';
import { historyOf, livesOf } from './referenceLives.js';
import { durationsOf, plus } from './referenceRule.js';
import { positionOf, unplaced } from './referenceStanding.js';
import { stepModel, stepMoments, stepPersona, stepSegment } from './referenceSteps.js';
import { isOnce, type Track, tracksOf } from './referenceTracks.js';
import { answered, isAlive, isSo, nowhere, refresh, situationOf, type Value, type World } from './referenceWorld.js';

export interface Situated {
  readonly positions: Position[];
  readonly movements: Movement[];
}

const valuesOf = (world: World, { models }: Definitions): [string, Value[]][] =>
  models.map((model) => [
    model.id,
    livesOf(model, world.history).map((life) => ({
      setting: { ...world, model, life, asks: (rule, floor) => answered(world, rule, floor) },
      standing: unplaced(model),
    })),
  ]);

const worldOf = (definitions: Definitions, interactions: readonly Interaction[], zone: string): World => {
  const history = historyOf(interactions);
  const tracks = tracksOf(definitions);
  const durations = [...new Set(tracks.flatMap(({ rules }) => rules.flatMap(durationsOf)))];
  const references = tracks.flatMap((track) => track.references);
  const world: World = {
    history,
    identifies: history.filter(({ type }) => type === 'identify'),
    zone,
    tracks,
    values: new Map(),
    segments: new Map(),
    persona: nowhere,
    past: definitions.moments.length > 0 ? { moments: [], broken: false, last: null } : null,
    answers: new Map(),
    changed: new Set(),
    durations,
    bounds: references.flatMap((rule) =>
      'strength' in rule ? [rule.strength.atLeast ?? [], rule.strength.atMost ?? []].flat() : [],
    ),
    candidates: new Set(history.flatMap(({ time }) => [time, ...durations.map((text) => plus(time, text, zone))])),
    movements: [],
  };
  for (const [id, values] of valuesOf(world, definitions)) world.values.set(id, values);
  const situation = situationOf(world, Number.NEGATIVE_INFINITY, true);
  for (const rule of references) {
    const holds = isAsked(situation, rule, Number.NEGATIVE_INFINITY);
    world.answers.set(JSON.stringify(rule), { holds, turned: Number.NEGATIVE_INFINITY });
  }
  return world;
};

const stepTrack = (world: World, definitions: Definitions, track: Track, at: number, byTime: boolean): void => {
  const segment = definitions.segments.find(({ id }) => `segment:${id}` === track.key);
  if (segment) stepSegment(world, track, segment, at, byTime);
  if (track.key === 'persona:' && definitions.personas) stepPersona(world, track, definitions.personas, at, byTime);
  if (track.key === 'moment:' && !byTime) stepMoments(world, track, definitions.moments, at);
  if (track.model) stepModel(world, track, at, byTime);
};

/** [ORDER-4] [SEG-3] What time changes on models, then the interactions; without interactions, what time changes anywhere. */
const stepAt = (world: World, definitions: Definitions, at: number): void => {
  const isBusy = world.history.some(({ time }) => time === at);
  const round = (byTime: boolean, tracks: readonly Track[]): void => {
    for (const track of tracks) {
      stepTrack(world, definitions, track, at, byTime);
      refresh(world, track, at, byTime);
    }
  };
  world.changed.clear();
  round(true, isBusy ? world.tracks.filter((track) => !isOnce(track)) : world.tracks);
  if (isBusy) round(false, world.tracks);
};

const compareTexts = (a: Pick<Movement, 'model' | 'value'>, b: Pick<Movement, 'model' | 'value'>): number =>
  compareBytes(a.model, b.model) || compareBytes(a.value, b.value);

/** Comparable: positions by track and value, movements by time before that. */
export const inOneOrder = (positions: Iterable<Position>, movements: Iterable<Movement>): Situated => ({
  positions: [...positions].sort(compareTexts),
  movements: [...movements].sort((a, b) => a.at - b.at || compareTexts(a, b)),
});

/** Instant after instant, as long as there is one at or before `until`. */
const livedUntil = (
  definitions: Definitions,
  interactions: readonly Interaction[],
  until: number,
  zone: string,
): World => {
  const world = worldOf(definitions, interactions, zone);
  let last = Number.NEGATIVE_INFINITY;
  const next = (): number =>
    Math.min(...[...world.candidates].filter((at) => at > last && at <= until), Number.POSITIVE_INFINITY);
  for (let at = next(); Number.isFinite(at); at = next()) {
    stepAt(world, definitions, at);
    last = at;
  }
  return world;
};

/**
 * SPEC.md said slowly, of all definitions together: at every instant at which anything could change all is asked again.
 * @throws Undecided where doubles are not exact enough to say
 */
export const referenceSituation = (
  definitions: Definitions,
  interactions: readonly Interaction[],
  now: number,
  zone: string,
): Situated => {
  const until = Math.max(now, ...interactions.map(({ time }) => time));
  const world = livedUntil(definitions, interactions, until, zone);
  const values = [...world.values.values()].flat().filter(({ setting }) => isAlive(setting.life, until, false));
  return inOneOrder(
    [
      ...values.flatMap(({ setting, standing }) => positionOf(setting, standing) ?? []),
      ...[...world.segments.values(), world.persona].flatMap(heldPosition),
      ...relationshipPosition(world.past),
    ],
    world.movements,
  );
};

/** What rules without floor and entry say at an instant, after all of its interactions; `interactions` hold nothing later. */
export const referenceAt = (
  definitions: Definitions,
  interactions: readonly Interaction[],
  at: number,
  zone: string,
): ((rule: Rule) => boolean) => {
  const world = livedUntil(definitions, interactions, at, zone);
  return (rule) => interactions.length > 0 && isSo(world, rule, at);
};
