import { allOf } from '../rules/texts.sql.js';
import type { Scoped } from '../understand/scope.js';
import { peopleOf, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** [COHORT-3] From where to where people moved on a track between each instant (ms) and the next; '' is off the journey. */
export const flowsBetween = (scoped: Scoped, track: string, marks: readonly number[]): Query => {
  const texts = textsOf(scoped, 'flow');
  const stood = marks.map((mark) => `argMaxIf(to_stage, at, at < fromUnixTimestamp64Milli(${texts.whole(mark)}))`);
  return {
    text: `
select toUInt32(mark) as mark, from_stage, to_stage, toFloat64(uniqExact(customer)) as customers
from (
  select customer, arrayJoin(arrayMap(n -> (n - 1, stages[n], stages[n + 1]), range(1, length(stages)))) as step,
    step.1 as mark, step.2 as from_stage, step.3 as to_stage
  from (
    select customer, [${stood.join(', ')}] as stages
    from (
      select customer_id as customer, value, at, toString(to_stage) as to_stage from movements final
      where workspace_id = ${texts.workspace} and model = ${texts.text(track)}
    ) where ${allOf(peopleOf(texts, scoped))}
    group by customer, value
  )
)
where from_stage != '' or to_stage != ''
group by mark, from_stage, to_stage
order by mark, customers desc, from_stage, to_stage`,
    parameters: texts.parameters,
  };
};
