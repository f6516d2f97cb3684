import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVEMENT_KINDS } from '../position/types.js';
import { boundArbitrary, crowdedArbitrary, decayingArbitrary } from '../testing/arbitraryDefinitions.js';
import { deliveryArbitrary, stepsOf } from '../testing/arbitraryDeliveries.js';
import { beginning, follow, stepLive } from '../testing/live.js';
import { PATIENCE, RUNS } from '../testing/scenes.js';
import {
  type Case,
  caseArbitrary,
  comparable,
  foldedCase,
  liveCaseArbitrary,
  livedCase,
  programOf,
  referredCase,
  rewrittenCase,
  segmentsThen,
} from '../testing/situations.js';
import { type Customer, dueOf, foldHistory, positionsOf, recount, revive, serialise } from './customer.js';
import type { Movement } from './types.js';

const SLOT = 6 * 3_600_000;
const DAY = 4 * SLOT;
const lastOf = ({ history }: Pick<Case, 'history'>): number => Math.max(...history.map(({ time }) => time));
const runs = (share: number) => ({ numRuns: Math.ceil(RUNS / share) });

/** Where the movements until an instant have led: the stage by track and value. */
const placesAt = (movements: readonly Movement[], at: number): Map<string, string | null> => {
  const places = new Map<string, string | null>();
  for (const movement of movements)
    if (movement.at <= at) places.set(JSON.stringify([movement.model, movement.value]), movement.to);
  return places;
};

describe('the fold of all definitions', PATIENCE, () => {
  it('[SEG-1] [SEG-2] [SEG-3] [REF-1] [REF-2] [REF-3] [REF-4] [REF-5] [BIND-1] [STR-1] [STR-2] [STR-3] [MOVE-6] agrees with the reference', () => {
    fc.assert(
      fc.property(caseArbitrary(), (one) => {
        expect(foldedCase(one)).toEqual(referredCase(one));
      }),
      runs(2),
    );
  });

  it('[BIND-1] agrees with the reference where personas come and go', () => {
    fc.assert(
      fc.property(caseArbitrary({ of: boundArbitrary, most: 20 }), (one) => {
        expect(foldedCase(one)).toEqual(referredCase(one));
      }),
      runs(3),
    );
  });

  it('[STR-1] [STR-2] [STR-3] [REF-5] agrees with the reference where strength and direction are asked for', () => {
    fc.assert(
      fc.property(
        caseArbitrary({ of: decayingArbitrary, least: 3, most: 8, after: fc.integer({ min: 400, max: 1200 }) }),
        (one) => {
          expect(foldedCase(one)).toEqual(referredCase(one));
        },
      ),
      runs(3),
    );
  });

  it('[PER-2] [REF-3] agrees with the reference where values that are asked for make room', () => {
    fc.assert(
      fc.property(crowdedArbitrary, deliveryArbitrary, ({ definitions, history }, delivery) => {
        const one = { definitions, history, zone: 'UTC', now: lastOf({ history }) + 3 * DAY };
        const whole = foldedCase(one);
        expect(whole).toEqual(referredCase(one));
        expect(livedCase({ ...one, steps: stepsOf(delivery, history, one.now) })).toEqual(whole);
      }),
      runs(100),
    );
  });

  it('[SEG-1] [REF-2] a customer is in a segment at any instant at which its rule holds', () => {
    fc.assert(
      fc.property(
        caseArbitrary({ most: 8 }),
        fc.nat({ max: 40 }),
        fc.constantFrom(0, 0, 0, -1, 1),
        (one, pick, beside) => {
          const { movements } = foldedCase(one);
          const instants = [...one.history.map(({ time }) => time), ...movements.map(({ at }) => at), one.now];
          const at = (instants[pick % instants.length] as number) + beside;
          const places = placesAt(movements, at);
          const isIn = ({ id }: { id: string }) => places.get(JSON.stringify([`segment:${id}`, ''])) === 'in';
          expect(one.definitions.segments.filter(isIn).map(({ id }) => id)).toEqual(segmentsThen(one, at));
        },
      ),
      runs(3),
    );
  });

  it('[STAGE-1] [SEG-3] [MOVE-6] moves everybody once at one instant, each time from where they were', () => {
    fc.assert(
      fc.property(caseArbitrary({ most: 20 }), (one) => {
        const { movements } = foldedCase(one);
        const tracks = new Set(movements.map(({ model, value }) => JSON.stringify([model, value])));
        for (const track of tracks) {
          const own = movements.filter(({ model, value }) => JSON.stringify([model, value]) === track);
          own.forEach(({ model, at, from, kind, delta }, index) => {
            const before = own[index - 1];
            expect(at).toBeGreaterThan(before?.at ?? Number.NEGATIVE_INFINITY);
            expect(from).toBe(before?.to ?? null);
            if (kind === 'leave' || model.includes(':')) expect(delta).toBe(0);
            else expect(MOVEMENT_KINDS).toContain(kind);
          });
        }
      }),
      runs(2),
    );
  });

  it('[BIND-1] lets nobody stand on a bound model who is not of its persona', () => {
    fc.assert(
      fc.property(caseArbitrary({ of: boundArbitrary, most: 20 }), (one) => {
        const { movements } = foldedCase(one);
        for (const { at } of movements) {
          const places = placesAt(movements, at);
          for (const { id, persona } of one.definitions.models) {
            if (persona === undefined || places.get('["persona:",""]') === persona) continue;
            for (const [track, stage] of places) if (JSON.parse(track)[0] === id) expect(stage).toBeNull();
          }
        }
      }),
      runs(2),
    );
  });
});

describe('a customer followed live under all definitions', PATIENCE, () => {
  it('[POS-1] [POS-2] any permutation in any batches, duplicates too, gives the same positions and movements', () => {
    fc.assert(
      fc.property(liveCaseArbitrary({ most: 20 }), (one) => {
        const steps = one.steps.filter((step) => step.do === 'receive');
        expect(livedCase({ ...one, steps })).toEqual(foldedCase(one));
      }),
      runs(2),
    );
  });

  it('[POS-4] [KEEP-3] through late data, duplicates, wake-ups and crashes, live reaches what replay reaches', () => {
    fc.assert(
      fc.property(liveCaseArbitrary({ most: 20 }), (one) => {
        expect(livedCase(one)).toEqual(foldedCase(one));
      }),
      runs(2),
    );
  });

  it('[POS-4] [REF-5] the same where strength and direction turn between what comes late', () => {
    const turning = fc
      .tuple(caseArbitrary({ of: decayingArbitrary, least: 3, most: 8 }), fc.infiniteStream(fc.nat({ max: 25 })))
      .map(([one, spread]) => {
        const history = one.history.map((interaction) => ({
          ...interaction,
          time: interaction.time + (spread.next().value ?? 0) * 5 * DAY,
        }));
        return { ...one, history, now: lastOf({ history }) + 200 * DAY };
      });
    fc.assert(
      fc.property(turning, deliveryArbitrary, (one, delivery) => {
        const steps = stepsOf(delivery, one.history, one.now);
        expect(livedCase({ ...one, steps })).toEqual(foldedCase(one));
      }),
      runs(2),
    );
  });

  it('[POS-4] [KEEP-1] the same on long histories, refolded from a checkpoint or from history', () => {
    fc.assert(
      fc.property(liveCaseArbitrary({ least: 66, most: 120 }), (one) => {
        expect(livedCase(one)).toEqual(foldedCase(one));
      }),
      runs(20),
    );
  });

  it('[POS-4] at every step what has been told is what a fold of the history so far says', () => {
    fc.assert(
      fc.property(liveCaseArbitrary(), ({ steps, ...one }) => {
        const program = programOf(one);
        let followed = beginning(program);
        for (const step of steps) {
          followed = stepLive(program, followed, step);
          const { customer, movements } = foldHistory(program, followed.history, followed.customer.advancedTo);
          expect(comparable(positionsOf(program, followed.customer), followed.movements.values())).toEqual(
            comparable(positionsOf(program, customer), movements),
          );
        }
      }),
      runs(2),
    );
  });

  it('[POS-5] [DUE-3] [REF-5] what time changes is dated by the rule, however often anyone was awake', () => {
    const cases = fc.tuple(caseArbitrary(), fc.array(fc.nat({ max: 1200 }), { maxLength: 20 }));
    fc.assert(
      fc.property(cases, ([one, slots]) => {
        const wakes = slots
          .map((slot) => lastOf(one) + slot * SLOT)
          .filter((at) => at <= one.now)
          .sort((a, b) => a - b);
        const steps = [
          { do: 'receive' as const, interactions: one.history },
          ...wakes.map((at) => ({ do: 'advance' as const, now: at })),
        ];
        expect(livedCase({ ...one, steps })).toEqual(foldedCase(one));
      }),
      runs(2),
    );
  });

  it('[POS-5] [DUE-3] a customer woken only when something is due misses nothing', () => {
    fc.assert(
      fc.property(caseArbitrary(), ({ definitions, history, zone, now, few }) => {
        const program = programOf({ definitions, zone, few });
        let followed = stepLive(program, beginning(program), { do: 'receive', interactions: history });
        for (let due = dueOf(followed.customer); due <= now; due = dueOf(followed.customer)) {
          followed = stepLive(program, followed, { do: 'advance', now: due });
          expect(dueOf(followed.customer)).toBeGreaterThan(due);
        }
        expect(comparable(positionsOf(program, followed.customer), followed.movements.values())).toEqual(
          foldedCase({ definitions, history, zone, now }),
        );
      }),
      runs(2),
    );
  });

  it('[KEEP-3] a state written and read back between any instants goes on as if it never had been', () => {
    fc.assert(
      fc.property(caseArbitrary({ most: 20 }), (one) => {
        expect(rewrittenCase(one)).toEqual(foldedCase(one).movements);
      }),
      runs(2),
    );
  });

  it('[KEEP-3] a customer written and read back is the same', () => {
    fc.assert(
      fc.property(liveCaseArbitrary(), ({ steps, now, ...one }) => {
        const program = programOf(one);
        const { customer } = follow(program, [...steps, { do: 'advance', now }]);
        const back = revive(program, serialise(customer)) as Customer;
        expect(serialise(back)).toBe(serialise(customer));
        expect(positionsOf(program, back)).toEqual(positionsOf(program, customer));
        expect(recount(program, back).movements).toEqual(recount(program, customer).movements);
      }),
      runs(2),
    );
  });
});
