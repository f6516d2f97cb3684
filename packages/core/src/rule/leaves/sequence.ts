import { compileWhere } from '../condition.js';
import { type Leaf, noChange } from '../leaf.js';
import type { Sequence } from '../schema.js';
import { type Expiry, FOREVER } from '../window.js';

/** By steps done: the latest end of the span of such a beginning, null where there is none; true once completed. */
type Ends = readonly (number | null)[] | true;

/** [RULE-10] The steps one after another, all within the span from the first; once done it stays done. */
export const compileSequence = (rule: Sequence, expiry: Expiry | null): Leaf<never> => {
  const steps = rule.steps.map((step) => ({ event: step.event, matches: compileWhere(step.where) }));
  const final = steps.length - 1;
  const expires = expiry ?? ((): number => FOREVER);
  const leaf: Leaf<Ends> = {
    countKey: null,
    events: [...new Set(steps.map((step) => step.event))],
    start: steps.map(() => null),
    take: (ends, fact) => {
      if (ends === true) return ends;
      let next = ends as (number | null)[];
      // From the last step down, so that one interaction is never two steps.
      for (let i = final; i >= 0; i--) {
        const step = steps[i];
        if (!step || step.event !== fact.event || !step.matches(fact.values)) continue;
        const end = i === 0 ? expires(fact.time) : (next[i - 1] ?? null);
        if (end === null || fact.time >= end) continue;
        if (i === final) return true;
        if (end <= (next[i] ?? Number.NEGATIVE_INFINITY)) continue;
        if (next === ends) next = [...ends];
        next[i] = end;
      }
      return next;
    },
    holds: (ends) => ends === true,
    nextChange: noChange,
  };
  return leaf as Leaf<never>;
};
