import type { CompiledMoment } from '../definitions/program.js';
import type { Fact } from '../interaction/fact.js';
import { causeOf, type Emit, evidenceOf } from './evaluate.js';
import { afterMoments } from './relationship.js';
import type { CustomerState, Standing } from './standing.js';
import type { Movement } from './types.js';

const happens = (standing: Standing, { moment, matches, provided }: CompiledMoment, fact: Fact): boolean =>
  fact.event === moment.event &&
  matches(fact.values) &&
  (provided === null || provided.holds(evidenceOf(standing, 0, false, fact.time)));

/** [STR-2] The moments of truth among the interactions of one instant, each once, and what they do to the relationship. */
export const foldMoments = (state: CustomerState, standing: Standing, facts: readonly Fact[], emit: Emit): void => {
  const now = facts[0]?.time ?? 0;
  standing.instant = now;
  standing.settled = true;
  const happened = standing.track.moments.flatMap((compiled) => {
    const matching = facts.filter((fact) => happens(standing, compiled, fact));
    return matching.length > 0 ? [{ moment: compiled.moment, matching }] : [];
  });
  if (happened.length === 0) return;
  state.relationship = afterMoments(
    state.relationship,
    now,
    happened.map(({ moment }) => moment),
  );
  for (const { moment, matching } of happened) {
    const movement: Movement = {
      model: standing.track.key,
      value: moment.id,
      at: now,
      from: null,
      to: null,
      kind: moment.effect,
      delta: 0,
      cause: causeOf(matching, { events: new Set([moment.event]), holds: () => true, readsTraits: false }),
      rule: { on: 'enter' },
    };
    standing.last = movement;
    emit(movement);
  }
};
