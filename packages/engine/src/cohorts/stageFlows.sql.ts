import type { CustomersPage } from '../customers/namedPage.js';
import { allOf, type Texts } from '../rules/texts.sql.js';
import type { Scoped } from '../understand/scope.js';
import { customersAfter, peopleOf, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** [COHORT-3] Selects customer, mark, from_stage and to_stage: where each stood at an instant (ms) and at the next; '' is off the journey. */
const stepsBetween = (texts: Texts, scoped: Scoped, track: string, marks: readonly number[]): string => {
  const stood = marks.map((mark) => `argMaxIf(to_stage, at, at < fromUnixTimestamp64Milli(${texts.whole(mark)}))`);
  return `
  select customer, arrayJoin(arrayMap(n -> (n - 1, stages[n], stages[n + 1]), range(1, length(stages)))) as step,
    step.1 as mark, step.2 as from_stage, step.3 as to_stage
  from (
    select customer, [${stood.join(', ')}] as stages
    from (
      select customer_id as customer, value, at, toString(to_stage) as to_stage from movements final
      where workspace_id = ${texts.workspace} and model = ${texts.text(track)}
    ) where ${allOf(peopleOf(texts, scoped))}
    group by customer, value
  )`;
};

/** From where to where people moved on a track between each instant and the next, and how many. */
export const flowsBetween = (scoped: Scoped, track: string, marks: readonly number[]): Query => {
  const texts = textsOf(scoped, 'flow');
  return {
    text: `
select toUInt32(mark) as mark, from_stage, to_stage, toFloat64(uniqExact(customer)) as customers
from (${stepsBetween(texts, scoped, track, marks)}
)
where from_stage != '' or to_stage != ''
group by mark, from_stage, to_stage
order by mark, customers desc, from_stage, to_stage`,
    parameters: texts.parameters,
  };
};

/** One of these flows. */
export interface Flow {
  readonly mark: number;
  readonly from: string | null;
  readonly to: string | null;
}

export const peopleBetween = (
  scoped: Scoped,
  { track, marks }: { readonly track: string; readonly marks: readonly number[] },
  { mark, from, to }: Flow,
  page: CustomersPage,
): Query => {
  const texts = textsOf(scoped, 'flow');
  const rows = stepsBetween(texts, scoped, track, marks);
  const isOne = `mark = {mark:UInt32} and from_stage = {from:String} and to_stage = {to:String}`;
  return {
    text: customersAfter(rows, `${isOne} and (from_stage != '' or to_stage != '')`),
    parameters: { ...texts.parameters, ...page, mark, from: from ?? '', to: to ?? '' },
  };
};
