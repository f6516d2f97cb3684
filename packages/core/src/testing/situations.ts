import fc from 'fast-check';
import { compileDefinitions } from '../definitions/compile.js';
import type { Program } from '../definitions/program.js';
import type { Definitions } from '../definitions/schema.js';
import { toFact } from '../interaction/fact.js';
import type { Interaction } from '../interaction/interaction.js';
import { compareOrder } from '../interaction/order.js';
import { advanceState } from '../position/advance.js';
import { foldHistory, positionsOf } from '../position/customer.js';
import { foldFacts } from '../position/fold.js';
import { decodeState, encodeState, newCustomerState } from '../position/standing.js';
import type { Movement, Position } from '../position/types.js';
import { definitionsArbitrary } from './arbitraryDefinitions.js';
import { deliveryArbitrary, type LiveStep, stepsOf } from './arbitraryDeliveries.js';
import { fewArbitrary, historyArbitrary, zoneArbitrary } from './arbitraryHistories.js';
import { follow } from './live.js';
import { Undecided } from './referenceAnswers.js';
import { inOneOrder, referenceAt, referenceSituation, type Situated } from './referenceDefinitions.js';

const SLOT = 6 * 3_600_000;

/** One customer under all definitions of a workspace, looked at from `now` (ms). */
export interface Case {
  readonly definitions: Definitions;
  readonly history: readonly Interaction[];
  readonly zone: string;
  readonly now: number;
  /** Up to how many tracks all are looked at: both ways of folding are to be tried. */
  readonly few?: number | undefined;
}
export interface LiveCase extends Case {
  readonly steps: readonly LiveStep[];
}

export interface Size {
  readonly least?: number;
  readonly most?: number;
  /** Looked at in how many quarters of a day: often months after, for velocity and strength take them to decay. */
  readonly after?: fc.Arbitrary<number>;
  /** Definitions of every kind where none are given. */
  readonly of?: fc.Arbitrary<Definitions>;
}

const soonOrLate = fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 1200 }));

export const caseArbitrary = ({
  least = 1,
  most = 12,
  after = soonOrLate,
  of = definitionsArbitrary,
}: Size = {}): fc.Arbitrary<Case> =>
  fc
    .tuple(of, historyArbitrary({ least, most }), zoneArbitrary, after, fewArbitrary)
    .map(([definitions, history, zone, slots, few]) => ({
      ...{ definitions, history, zone, few },
      now: Math.max(...history.map(({ time }) => time)) + slots * SLOT,
    }));

/** The case's definitions compiled. */
export const programOf = ({ definitions, zone, few }: Pick<Case, 'definitions' | 'zone' | 'few'>): Program =>
  compileDefinitions(definitions, zone, { few });

export const liveCaseArbitrary = (size: Size = {}): fc.Arbitrary<LiveCase> =>
  fc
    .tuple(caseArbitrary(size), deliveryArbitrary)
    .map(([one, delivery]) => ({ ...one, steps: stepsOf(delivery, one.history, one.now) }));

/** S as both add it up, each in its own order: to nine digits. */
const rounded = (position: Position): Position =>
  position.model === 'moment:' ? { ...position, velocity: Number(position.velocity.toFixed(9)) || 0 } : position;

export const comparable = (positions: readonly Position[], movements: Iterable<Movement>): Situated =>
  inOneOrder(positions.map(rounded), movements);

/** What the fold makes of the whole history at once. */
export const foldedCase = ({ history, now, ...one }: Case): Situated => {
  const program = programOf(one);
  const accepted = new Map([...history].reverse().map((one) => [one.messageId, one]));
  const facts = [...accepted.values()].map((one) => toFact(program.needs, one));
  const { customer, movements } = foldHistory(program, facts, now);
  return comparable(positionsOf(program, customer), movements);
};

/** What is reached live, and what was told on the way. */
export const livedCase = ({ now, steps, ...one }: LiveCase): Situated => {
  const program = programOf(one);
  const { customer, movements } = follow(program, [...steps, { do: 'advance', now }]);
  return comparable(positionsOf(program, customer), movements.values());
};

/** The history folded instant by instant, the state written as text and read back after each. */
export const rewrittenCase = ({ history, now, ...one }: Case): readonly Movement[] => {
  const program = programOf(one);
  const facts = history.map((one) => toFact(program.needs, one)).sort(compareOrder);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  let state = newCustomerState(program);
  for (const time of new Set(facts.map((fact) => fact.time))) {
    foldFacts(
      program,
      state,
      facts.filter((fact) => fact.time === time),
      emit,
    );
    state = decodeState(program, JSON.parse(JSON.stringify(encodeState(state))));
  }
  advanceState(state, now, emit);
  return comparable([], movements).movements;
};

/** The case is given up where doubles cannot tell. */
const decided = <Value>(ask: () => Value): Value => {
  try {
    return ask();
  } catch (error) {
    fc.pre(!(error instanceof Undecided));
    throw error;
  }
};

/** What the reference makes of it. */
export const referredCase = ({ definitions, history, zone, now }: Case): Situated =>
  decided(() => {
    const { positions, movements } = referenceSituation(definitions, history, now, zone);
    return comparable(positions, movements);
  });

/** The segments whose rules hold at an instant, as the reference answers them then, for what had happened until then. */
export const segmentsThen = ({ definitions, history, zone }: Case, at: number): string[] =>
  decided(() => {
    const isSo = referenceAt(
      definitions,
      history.filter(({ time }) => time <= at),
      at,
      zone,
    );
    return definitions.segments.filter(({ rule }) => isSo(rule)).map(({ id }) => id);
  });
