import {
  compareStrength,
  type Definitions,
  HALF_LIFE,
  IN_SEGMENT,
  MOMENT_TRACK,
  newRelationship,
  type PositionRule,
  RELATIONSHIP_HALF_LIFE,
  type ReferenceRule,
  STEADY_BAND,
  type StrengthRule,
  scoreOfStrength,
  signedWeight,
  trackAsked,
  velocityAfter,
} from '@parcours/core';
import { allOf, type Texts } from './texts.sql.js';

/** What references are asked with. */
export interface AskedOf {
  readonly texts: Texts;
  readonly definitions: Definitions;
  readonly now: number;
  readonly keyOf: (track: string) => string;
  /** The column that holds a customer's id; `customer` where none is named. */
  readonly customer?: string;
}

const whoseOf = ({ customer = 'customer' }: AskedOf): string => customer;

const movementsOn = ({ texts, keyOf }: AskedOf, track: string): string => `
  from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(keyOf(track))}`;

const among = (texts: Texts, value: string, wanted: readonly string[]): string =>
  `has([${wanted.map((one) => texts.text(one)).join(', ')}], ${value})`;

/** Customers whose newest movement on a track led to one of these. */
const standing = (asked: AskedOf, track: string, stages: readonly string[]): string => {
  if (stages.length === 0) return 'false';
  return `${whoseOf(asked)} in (
  select customer_id${movementsOn(asked, track)}
  group by customer_id, value having ${among(asked.texts, 'argMax(to_stage, at)', stages)})`;
};

/** Stages per 30 days that one rank is worth at the instant of a movement. */
const PER_RANK = velocityAfter(0, 0, 0, 1);

/** [VEL-1] The velocity after each movement of a position in turn; leaving a bound model ends it [BIND-1]. */
const VELOCITY = `arrayFold((sum, move) -> (
    if(move.3 = 'leave', 0., sum.1 * exp2(-(move.1 - sum.2) / ${HALF_LIFE}) + ${PER_RANK} * move.2), move.1),
  arraySort(groupArray((toUnixTimestamp64Milli(at), delta, kind))), (0., toInt64(0)))`;

const DIRECTIONS = {
  advancing: 'is_moving and velocity > 0',
  receding: 'is_moving and velocity < 0',
  steady: 'not is_moving',
} as const;

/** [VEL-2] [REF-5] Moving until the first millisecond at which velocity has decayed into the steady band. */
const movingAs = (asked: AskedOf, { model, direction }: PositionRule, stages: readonly string[]): string => {
  if (stages.length === 0 || direction === undefined) return standing(asked, model, stages);
  const { texts, now } = asked;
  const until = `ceil(reached + ${HALF_LIFE} * log2(abs(velocity) / ${STEADY_BAND}))`;
  return `${whoseOf(asked)} in (
  select customer_id from (
    select customer_id, argMax(to_stage, at) as stage, toUnixTimestamp64Milli(max(at)) as reached,
      (${VELOCITY}).1 as velocity, abs(velocity) > ${STEADY_BAND} and ${texts.whole(now)} < ${until} as is_moving
    ${movementsOn(asked, model)}
    group by customer_id, value
  ) where ${among(texts, 'stage', stages)} and ${DIRECTIONS[direction]})`;
};

const positionHolds = (asked: AskedOf, rule: PositionRule): string => {
  const model = asked.definitions.models.find(({ id }) => id === rule.model);
  const wanted = rule.stage === undefined ? null : [rule.stage].flat();
  const stages = (model?.stages ?? []).flatMap(({ id }) => (wanted === null || wanted.includes(id) ? [id] : []));
  return movingAs(asked, rule, stages);
};

const boundsOf = ({ atLeast, atMost }: StrengthRule) => [
  ...(atLeast === undefined ? [] : [{ bound: atLeast, side: 'atLeast' as const }]),
  ...(atMost === undefined ? [] : [{ bound: atMost, side: 'atMost' as const }]),
];

/** [STR-3] As compareStrength has it: on one side of a bound until the instant of crossing, on the other from there. */
const strengthIs = ({ texts, now }: AskedOf, bound: number, side: 'atLeast' | 'atMost'): string => {
  const target = scoreOfStrength(bound);
  const first = `score ${side === 'atLeast' ? '>=' : '<='} ${target === 0 ? '0.' : texts.double(target)}`;
  if (target === 0 || !Number.isFinite(target)) return Number.isFinite(target) ? first : sideOfEnd(target, side);
  const goal = texts.double(target);
  const isBeyond = `sign(score) = sign(${goal}) and abs(score) >= abs(${goal})`;
  const stays = (side === 'atLeast') === target > 0 ? 'false' : `score = ${goal}`;
  const turns = `floor(reached + ${RELATIONSHIP_HALF_LIFE} * log2(score / ${goal})) + 1`;
  return `if(${isBeyond} and not (${stays}), if(${texts.whole(now)} < ${turns}, ${first}, not (${first})), ${first})`;
};

/** Strength is never quite 0 or 100. */
const sideOfEnd = (target: number, side: 'atLeast' | 'atMost'): string =>
  (side === 'atLeast') === target < 0 ? 'true' : 'false';

/** A broken relationship is mended where a reinforcing moment leaves its strength above this. */
const MENDED_ABOVE = 25;

const weighed = ({ texts, definitions: { moments } }: AskedOf): string => {
  const ids = moments.map(({ id }) => texts.text(id)).join(', ');
  const weights = moments.map(({ effect, weight }) => texts.double(signedWeight(effect, weight))).join(', ');
  return `transform(value, [${ids}], [${weights}], 0.)`;
};

/** [STR-1] [STR-2] The score after each instant's moments in turn, and whether they broke the relationship. */
const relationships = (asked: AskedOf): string => {
  const next = `(sum.1 * exp2(-(moment.1 - sum.2) / ${RELATIONSHIP_HALF_LIFE}) + moment.2)`;
  const isMended = `moment.4 and ${next} > ${asked.texts.double(scoreOfStrength(MENDED_ABOVE))}`;
  const broken = `moment.3 or (sum.3 and not (${isMended}))`;
  return `
  select customer_id, folded.1 as score, folded.2 as reached, folded.3 as is_broken from (
    select customer_id, arrayFold((sum, moment) -> (${next}, moment.1, toBool(${broken})),
      arraySort(groupArray((instant, weight, breaks, reinforces))), (0., toInt64(0), toBool(0))) as folded
    from (
      select customer_id, toUnixTimestamp64Milli(at) as instant, sum(${weighed(asked)}) as weight,
        max(kind = 'break') as breaks, max(kind = 'reinforce') as reinforces
      ${movementsOn(asked, MOMENT_TRACK)}
      group by customer_id, instant
    )
    group by customer_id
  )`;
};

/** [STR-3] Those without any moment stand in the middle, so it is asked who differs from the answer for them. */
const strengthHolds = (asked: AskedOf, rule: StrengthRule): string => {
  if (asked.definitions.moments.length === 0) return 'false';
  const ofNone =
    boundsOf(rule).every(({ bound, side }) => compareStrength(newRelationship, bound, side, asked.now).holds) &&
    rule.broken !== true;
  const holds = allOf([
    ...boundsOf(rule).map(({ bound, side }) => strengthIs(asked, bound, side)),
    rule.broken === undefined ? null : `${rule.broken ? '' : 'not '}is_broken`,
  ]);
  const those = (condition: string): string => `(select customer_id from (${relationships(asked)}) where ${condition})`;
  return ofNone ? `${whoseOf(asked)} not in ${those(`not (${holds})`)}` : `${whoseOf(asked)} in ${those(holds)}`;
};

/** [REF-1] A question about other definitions, answered by the movements on their tracks. What does not exist holds never. */
export const referenceHolds = (asked: AskedOf, rule: ReferenceRule): string => {
  const { definitions } = asked;
  if ('position' in rule) return positionHolds(asked, rule.position);
  if ('strength' in rule) return strengthHolds(asked, rule.strength);
  const track = trackAsked(rule);
  if ('segment' in rule) {
    return standing(asked, track, definitions.segments.some(({ id }) => id === rule.segment) ? [IN_SEGMENT] : []);
  }
  const personas = definitions.personas ? [...definitions.personas.personas, definitions.personas.fallback] : [];
  return standing(asked, track, personas.some(({ id }) => id === rule.persona) ? [rule.persona] : []);
};
