import { compareStrength, type Relationship } from '../position/relationship.js';
import type { Direction } from '../position/types.js';
import { directionOf, steadyFrom } from '../position/velocity.js';
import type { PositionRule, ReferenceRule, StrengthRule } from '../rule/schema.js';
import type { CompiledTrack, Reference, Situated } from './program.js';
import { trackAsked } from './references.js';

type Standing = Situated['standings'][number][number];

interface Answer {
  readonly holds: boolean;
  readonly until: number;
}
const ever = (holds: boolean): Answer => ({ holds, until: Number.POSITIVE_INFINITY });

const ranksOf = ({ stages }: CompiledTrack, wanted: string | readonly string[] | undefined): ReadonlySet<number> => {
  const asked = wanted === undefined ? null : [wanted].flat();
  return new Set(stages.flatMap(({ id }, at) => (asked === null || asked.includes(id) ? [at + 1] : [])));
};

/** [VEL-2] Steady from an instant on that does not depend on when one asks. */
const directionIs = ({ velocity, velocityAt }: Standing, direction: Direction, now: number): Answer => {
  const steady = steadyFrom(velocity, velocityAt);
  if (now >= steady) return ever(direction === 'steady');
  return { holds: directionOf(velocity) === direction, until: steady };
};

const standingIs = (standing: Standing, ranks: ReadonlySet<number>, direction: Direction | undefined, now: number) => {
  if (!ranks.has(standing.rank)) return ever(false);
  return direction === undefined ? ever(true) : directionIs(standing, direction, now);
};

const positionAnswer =
  (index: number, ranks: ReadonlySet<number>, direction?: Direction): Reference['answer'] =>
  (state, now) => {
    let holds = false;
    let until = Number.POSITIVE_INFINITY;
    for (const standing of state.standings[index] ?? []) {
      const answer = standingIs(standing, ranks, direction, now);
      holds ||= answer.holds;
      until = Math.min(until, answer.until);
    }
    return { holds, until };
  };

const compilePosition = (rule: PositionRule, index: number, track: CompiledTrack): Reference['answer'] =>
  positionAnswer(index, ranksOf(track, rule.stage), rule.direction);

const strengthAnswer = ({ atLeast, atMost, broken }: StrengthRule) => {
  const bounds = [
    ...(atLeast === undefined ? [] : [{ bound: atLeast, side: 'atLeast' as const }]),
    ...(atMost === undefined ? [] : [{ bound: atMost, side: 'atMost' as const }]),
  ];
  return (relationship: Relationship, now: number): Answer => {
    const answers = bounds.map(({ bound, side }) => compareStrength(relationship, bound, side, now));
    return {
      holds: answers.every(({ holds }) => holds) && (broken === undefined || broken === relationship.broken),
      until: Math.min(...answers.map(({ until }) => until)),
    };
  };
};

/** [REF-1] A question about other definitions. Asked of what does not exist, it holds never. */
export const compileReference = (rule: ReferenceRule, tracks: readonly CompiledTrack[]): Reference => {
  const index = tracks.findIndex(({ id }) => id === trackAsked(rule));
  const track = tracks[index];
  if (!track) return { track: index, answer: () => ever(false) };
  if ('strength' in rule) {
    const answer = strengthAnswer(rule.strength);
    return { track: index, answer: ({ relationship }, now) => answer(relationship, now) };
  }
  if ('position' in rule) return { track: index, answer: compilePosition(rule.position, index, track) };
  const stage = 'persona' in rule ? rule.persona : undefined;
  return { track: index, answer: positionAnswer(index, ranksOf(track, stage)) };
};
