import { type Leaf, type Moment, never } from '../leaf.js';
import type { Quiet } from '../schema.js';
import type { Expiry } from '../window.js';

/** [RULE-9] Silence runs from the newest interaction, the floor and, in a leave clause, the entry, whichever is latest. */
const baseOf = (last: number, { floor, entered }: Moment): number =>
  Math.max(last > floor ? last : Number.NEGATIVE_INFINITY, floor, entered);

const silence = (lastOf: (state: number | null, moment: Moment) => number, after: Expiry, events: string[]) => {
  const leaf: Leaf<number | null> = {
    countKey: null,
    events,
    start: null,
    take: (_, fact) => fact.time,
    holds: (state, moment) => {
      const base = baseOf(lastOf(state, moment), moment);
      return base === Number.NEGATIVE_INFINITY || moment.now >= after(base);
    },
    nextChange: (state, moment) => {
      const base = baseOf(lastOf(state, moment), moment);
      const end = base === Number.NEGATIVE_INFINITY ? never : after(base);
      return end > moment.now ? end : never;
    },
  };
  return leaf as Leaf<never>;
};

/** No interaction named so for that long; of the customer's own doing at all, where no event is named [STAGE-5]. */
export const compileQuiet = (rule: Quiet, after: Expiry): Leaf<never> =>
  rule.event === undefined
    ? silence((_, moment) => moment.active, after, [])
    : silence((last) => last ?? Number.NEGATIVE_INFINITY, after, [rule.event]);
