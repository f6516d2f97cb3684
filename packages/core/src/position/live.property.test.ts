import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModels } from '../definitions/compile.js';
import { type Fact, toFact } from '../interaction/fact.js';
import { compareOrder } from '../interaction/order.js';
import { deliveryArbitrary, type LiveStep, stepsOf } from '../testing/arbitraryDeliveries.js';
import { interactionOf, manyValuesArbitrary } from '../testing/arbitraryHistories.js';
import { beginning, follow, stepLive } from '../testing/live.js';
import {
  folded,
  lived,
  liveSceneArbitrary,
  PATIENCE,
  programOf,
  RUNS,
  type Scene,
  sceneArbitrary,
  sortedResult,
} from '../testing/scenes.js';
import { advanceState } from './advance.js';
import {
  advance,
  type Customer,
  differenceOf,
  foldHistory,
  newCustomer,
  positionsOf,
  receive,
  recount,
  revive,
  serialise,
} from './customer.js';
import { foldFacts } from './fold.js';
import { decodeState, encodeState, newCustomerState } from './standing.js';
import type { Movement } from './types.js';

const SIX_HOURS = 6 * 3_600_000;

/** The scene's history dealt to some customers, each followed alone, then joined pair by pair in the order given. */
const merged = ({ history, now, ...scene }: Scene, deal: readonly number[], pairs: readonly number[]) => {
  const program = programOf(scene);
  const facts = history.map((one) => toFact(program.needs, one));
  const alone = [0, 1, 2, 3].map((hand) => {
    const own = facts.filter((_, index) => (deal[index] ?? 0) === hand);
    return receive(program, newCustomer(program), own)?.customer ?? newCustomer(program);
  });
  const factsOf = (customer: Customer) => recount(program, customer).facts;
  const join = (a: Customer, b: Customer): Customer =>
    receive(program, a, factsOf(b))?.customer ?? foldHistory(program, [...factsOf(a), ...factsOf(b)], now).customer;
  let customers = alone;
  for (const pick of pairs) {
    const [a, ...others] = [
      ...customers.slice(pick % customers.length),
      ...customers.slice(0, pick % customers.length),
    ];
    const b = others.pop();
    if (a && b) customers = [join(a, b), ...others];
  }
  const { customer } = advance(customers[0] as Customer, now);
  return sortedResult(positionsOf(program, customer), recount(program, customer).movements);
};

/** The scene folded instant by instant, the state written as text and read back after each. */
const rewritten = ({ history, now, ...scene }: Scene) => {
  const program = programOf(scene);
  const facts = history.map((one) => toFact(program.needs, one)).sort(compareOrder);
  const movements: Movement[] = [];
  const emit = (movement: Movement) => movements.push(movement);
  let state = newCustomerState(program);
  for (const time of new Set(facts.map((fact) => fact.time))) {
    const instant = facts.filter((fact) => fact.time === time);
    foldFacts(program, state, instant, emit);
    state = decodeState(program, JSON.parse(JSON.stringify(encodeState(state))));
  }
  advanceState(state, now, emit);
  return sortedResult([], movements).movements;
};

/** Many values at one time, seen a while after. */
const crowded: fc.Arbitrary<Scene> = manyValuesArbitrary.map(({ model, history }) => ({
  model,
  history,
  zone: 'UTC',
  now: Math.max(...history.map(({ time }) => time)) + 40 * SIX_HOURS,
}));

describe('a customer followed live', PATIENCE, () => {
  it('[POS-1] any permutation in any batches gives the same positions and movements', () => {
    fc.assert(
      fc.property(liveSceneArbitrary(), (scene) => {
        const received = scene.steps.filter((step) => step.do === 'receive');
        expect(lived({ ...scene, steps: received })).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-2] a duplicate changes nothing, whatever it says', () => {
    fc.assert(
      fc.property(sceneArbitrary(), fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 }), (scene, picks) => {
        const again = picks.map((pick) => scene.history[pick % scene.history.length] as Scene['history'][number]);
        const changed = again.map((one) => ({ ...one, event: 'C', time: one.time + SIX_HOURS }));
        const steps = [
          { do: 'receive' as const, interactions: scene.history },
          { do: 'receive' as const, interactions: [...again, ...changed] },
        ];
        expect(lived({ ...scene, steps })).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-3] customers merged in any order are the customer of all their interactions', () => {
    const deal = fc.array(fc.nat({ max: 3 }), { maxLength: 40, size: 'max' });
    const pairs = fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sceneArbitrary(), deal, pairs, (scene, hands, order) => {
        expect(merged(scene, hands, order)).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-4] [KEEP-3] through late data, duplicates, wake-ups and crashes, live reaches what replay reaches', () => {
    fc.assert(
      fc.property(liveSceneArbitrary(), (scene) => {
        expect(lived(scene)).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-4] at every step what has been told is what a fold of the history so far says', () => {
    fc.assert(
      fc.property(liveSceneArbitrary({ most: 16 }), ({ steps, ...scene }) => {
        const program = programOf(scene);
        let followed = beginning(program);
        for (const step of steps) {
          followed = stepLive(program, followed, step);
          const { customer, movements } = foldHistory(program, followed.history, followed.customer.advancedTo);
          expect(sortedResult(positionsOf(program, followed.customer), followed.movements.values())).toEqual(
            sortedResult(positionsOf(program, customer), movements),
          );
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-4] [KEEP-1] the same on long histories, refolded from a checkpoint or from history', () => {
    fc.assert(
      fc.property(liveSceneArbitrary({ least: 66, most: 140 }), (scene) => {
        expect(lived(scene)).toEqual(folded(scene));
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });

  it('[POS-4] [KEEP-1] a customer folded from history goes on as one followed from the start', () => {
    const scenes = fc.tuple(
      sceneArbitrary({ least: 75, most: 100 }),
      fc.array(fc.nat({ max: 1000 }), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(scenes, ([scene, picks]) => {
        const program = programOf(scene);
        const facts = scene.history.map((one) => toFact(program.needs, one));
        const late = new Set(picks.map((pick) => facts[pick % facts.length] as Fact));
        let { customer } = foldHistory(
          program,
          facts.filter((fact) => !late.has(fact)),
          scene.now,
        );
        let received = facts.filter((fact) => !late.has(fact));
        for (const fact of late) {
          received = [...received, fact];
          customer = receive(program, customer, [fact])?.customer ?? foldHistory(program, received, scene.now).customer;
        }
        expect(sortedResult(positionsOf(program, customer), []).positions).toEqual(folded(scene).positions);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  it('[POS-4] [KEEP-1] the same for what comes late around the edge of the checkpoint', () => {
    const scenes = fc.tuple(
      sceneArbitrary({ least: 70, most: 100 }),
      fc.constantFrom(-1, 0, 1),
      fc.constantFrom('A', 'B', 'C'),
    );
    fc.assert(
      fc.property(scenes, ([scene, beside, event]) => {
        const program = programOf(scene);
        const steps: LiveStep[] = [{ do: 'receive', interactions: scene.history }];
        const edge = follow(program, steps).customer.checkpointAt;
        const late = interactionOf({ time: edge + beside, event, messageId: 'late' });
        fc.pre(Number.isFinite(edge));
        const history = [...scene.history, late];
        expect(lived({ ...scene, steps: [...steps, { do: 'receive', interactions: [late] }] })).toEqual(
          folded({ ...scene, history }),
        );
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });

  it('[POS-4] [PER-1] the same on models kept per value', () => {
    fc.assert(
      fc.property(liveSceneArbitrary({ per: 'k' }), (scene) => {
        expect(lived(scene)).toEqual(folded(scene));
      }),
      { numRuns: RUNS },
    );
  });

  it('[POS-4] [PER-2] the same with more values than are kept, refolded from a checkpoint or from history', () => {
    fc.assert(
      fc.property(crowded, deliveryArbitrary, (scene, delivery) => {
        expect(lived({ ...scene, steps: stepsOf(delivery, scene.history, scene.now) })).toEqual(folded(scene));
      }),
      { numRuns: Math.ceil(RUNS / 30) },
    );
  });

  it('[POS-5] [DUE-3] silence is dated by the rule, however often anyone was awake', () => {
    const scenes = fc.tuple(sceneArbitrary(), fc.array(fc.nat({ max: 400 }), { maxLength: 20 }));
    fc.assert(
      fc.property(scenes, ([scene, slots]) => {
        const last = Math.max(...scene.history.map(({ time }) => time));
        const now = Math.max(scene.now, last);
        const wakes = slots
          .map((slot) => last + slot * SIX_HOURS)
          .filter((at) => at <= now)
          .sort((a, b) => a - b);
        const steps = [
          { do: 'receive' as const, interactions: scene.history },
          ...wakes.map((at) => ({ do: 'advance' as const, now: at })),
        ];
        expect(lived({ ...scene, now, steps })).toEqual(folded({ ...scene, now }));
      }),
      { numRuns: RUNS },
    );
  });

  it('[KEEP-3] a state written and read back between any instants goes on as if it never had been', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 5, arbitrary: sceneArbitrary() },
          { weight: 5, arbitrary: sceneArbitrary({ per: 'k' }) },
          { weight: 1, arbitrary: crowded },
        ),
        (scene) => {
          expect(rewritten(scene)).toEqual(folded(scene).movements);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('[KEEP-4] a state of an earlier form is not read', () => {
    expect(revive(compileModels([], 'UTC'), '[null,null,[],null]')).toBeNull();
  });

  it('[KEEP-3] a customer written and read back is the same', () => {
    fc.assert(
      fc.property(liveSceneArbitrary(), ({ steps, now, ...scene }) => {
        const program = programOf(scene);
        const { customer } = follow(program, [...steps, { do: 'advance', now }]);
        const back = revive(program, serialise(customer)) as Customer;
        expect(serialise(back)).toBe(serialise(customer));
        expect(positionsOf(program, back)).toEqual(positionsOf(program, customer));
        expect(differenceOf(recount(program, customer).movements, recount(program, back).movements)).toEqual({
          added: [],
          removed: [],
        });
      }),
      { numRuns: RUNS },
    );
  });
});
