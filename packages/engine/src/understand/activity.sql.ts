import type { Query } from '../warehouse/askBounded.js';
import type { Scoped } from './scope.js';
import { scopedInteractions, textsOf } from './scope.sql.js';

/** Interactions and people by step of a calendar, whose beginnings are given, and of all steps together (step 0). */
export const activityOf = (scoped: Scoped, starts: readonly number[]): Query => {
  const texts = textsOf(scoped);
  return {
    text: `
select step, toFloat64(uniqExact(customer)) as customers, toFloat64(count()) as interactions
from (
  select customer, arrayJoin([0, toInt64(roundDown(time_ms, {starts:Array(Int64)}))]) as step
  from (${scopedInteractions(texts, scoped)})
)
group by step`,
    parameters: { ...texts.parameters, starts },
  };
};
