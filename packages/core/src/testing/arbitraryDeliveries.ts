import fc from 'fast-check';
import type { Interaction } from '../interaction/interaction.js';

const SLOT = 6 * 3_600_000;

/** One thing that happens to the process that follows a customer live. */
export type LiveStep =
  | { readonly do: 'receive'; readonly interactions: readonly Interaction[] }
  | { readonly do: 'advance'; readonly now: number }
  /** What was reached is written down. */
  | { readonly do: 'save' }
  /** Back to what was written last; what came since is delivered again. */
  | { readonly do: 'crash' };

interface Batch {
  readonly size: number;
  readonly wake: number | null;
  readonly then: 'save' | 'crash' | null;
}

/** How a history reaches a process: delays by index of the interaction, what comes twice, how it is cut, what happens between. */
export interface Delivery {
  readonly delays: readonly number[];
  readonly twice: readonly number[];
  readonly batches: readonly Batch[];
}
export const deliveryArbitrary: fc.Arbitrary<Delivery> = fc.record({
  delays: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 100 }) }), {
    maxLength: 120,
    size: 'max',
  }),
  twice: fc.array(fc.nat({ max: 1000 }), { maxLength: 3 }),
  batches: fc.array(
    fc.record({
      size: fc.integer({ min: 1, max: 8 }),
      wake: fc.option(fc.nat({ max: 100 }), { nil: null }),
      then: fc.constantFrom(null, null, 'save' as const, 'crash' as const),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});

/** The steps of a delivery, all before `now`: late by the delays, partly twice, with wake-ups, saves and crashes between. */
export const stepsOf = (
  { delays, twice, batches }: Delivery,
  history: readonly Interaction[],
  now: number,
): LiveStep[] => {
  const first = Math.min(...history.map(({ time }) => time));
  const arrivals = history.map((interaction, index) => ({
    interaction,
    at: interaction.time + (delays[index] ?? 0) * SLOT,
  }));
  const again = twice.map((index) => history[index % history.length] as Interaction);
  const delivered = [...arrivals.sort((a, b) => a.at - b.at).map(({ interaction }) => interaction), ...again];
  const steps: LiveStep[] = [];
  let at = 0;
  let woken = 0;
  for (let i = 0; at < delivered.length; i++) {
    const { size, wake, then } = batches[i % batches.length] as Batch;
    steps.push({ do: 'receive', interactions: delivered.slice(at, at + size) });
    at += size;
    // a clock only goes forward
    if (wake !== null) woken = Math.max(woken, wake);
    if (wake !== null) steps.push({ do: 'advance', now: first + Math.floor(((now - first) * woken) / 100) });
    if (then) steps.push({ do: then });
  }
  return steps;
};
