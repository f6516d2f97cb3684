import { PERSONA_TRACK } from '@parcours/core';
import type { CustomersPage } from '../customers/namedPage.js';
import { customersAfter, scopedInteractions } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';
import { attemptsOf, depthsOf, funnelTexts, orderedAttempts, valuesOf } from './attempts.sql.js';
import type { Breakdown, Funnel } from './readFunnel.js';

/** Per step: how many came so far, and how many seconds after the step before half of them had. */
const perStep = ({ steps }: Funnel): string => {
  const counts = steps.map((_, at) => `toFloat64(countIf(depth > ${at}))`);
  const medians = steps.map((_, at) =>
    at === 0
      ? 'toFloat64(0)'
      : `quantileExactInclusiveIf(0.5)(toFloat64(times[${at + 1}] - times[${at}]), depth > ${at}) / 1000`,
  );
  return `[${counts.join(', ')}] as customers, arrayMap(median -> ifNotFinite(median, 0), [${medians.join(', ')}]) as medians`;
};

/** As all customers are counted who are not odd, and how many are. */
export const countQuickly = (funnel: Funnel): Query => {
  const texts = funnelTexts(funnel);
  const text = orderedAttempts(texts, funnel);
  return {
    text: `select ${perStep(funnel)}, toFloat64(countIf(odd)) as odd from (${text}\n)`,
    parameters: texts.parameters,
  };
};

export const countSteps = (funnel: Funnel): Query => {
  const texts = funnelTexts(funnel);
  return { text: `select ${perStep(funnel)} from (${depthsOf(texts, funnel)}\n)`, parameters: texts.parameters };
};

/** The attempts with the `value` they are told apart by. */
const told = (funnel: Funnel, breakdown: Breakdown) => {
  const texts = funnelTexts(funnel);
  if (breakdown.by === 'property') return { texts, text: valuesOf(texts, funnel, breakdown.property) };
  const personas = `
  select customer_id, argMax(to_stage, at) as persona from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(funnel.scoped.live.keyOf(PERSONA_TRACK))}
  group by customer_id`;
  return {
    texts,
    text: `select attempts.*, personas.persona as value from (${depthsOf(texts, funnel)}\n) as attempts
left join (${personas}\n) as personas on personas.customer_id = attempts.customer`,
  };
};

/** The values with most people, and how many values there are. */
export const topValues = (funnel: Funnel, breakdown: Breakdown, most: number): Query => {
  const { texts, text } = told(funnel, breakdown);
  return {
    text: `
select value, toFloat64(count()) as customers, toFloat64(count() over ()) as values
from (${text}
)
group by value
order by customers desc, value
limit ${most}`,
    parameters: texts.parameters,
  };
};

/** A group as a query tells it: the values shown by themselves, and the place among them, from 1; 0 is all others. */
export interface GroupPlace {
  readonly breakdown: Breakdown;
  readonly values: readonly string[];
  readonly place: number;
}

/** The place of a value among those told by themselves, from 1; 0 of all others. */
const PLACE = 'toUInt32(indexOf({values:Array(String)}, value))';

/** As countSteps, by each of these values (`place` is its place, from 1) and by all others together (0). */
export const countStepsBy = (funnel: Funnel, breakdown: Breakdown, values: readonly string[]): Query => {
  const { texts, text } = told(funnel, breakdown);
  return {
    text: `
select ${PLACE} as place, ${perStep(funnel)}
from (${text}
)
group by place
order by place`,
    parameters: { ...texts.parameters, values },
  };
};

/** Whose best attempt ended at a step. */
export const countLeft = (funnel: Funnel, step: number): Query => {
  const texts = funnelTexts(funnel);
  const text = `select toFloat64(countIf(depth = ${step})) as customers from (${depthsOf(texts, funnel)}\n)`;
  return { text, parameters: texts.parameters };
};

/** What those whose best attempt ended at a step did next, the most frequent first, and how many did anything. */
export const nextOf = (funnel: Funnel, step: number, most: number): Query => {
  const texts = funnelTexts(funnel);
  const among = `select customer from (${depthsOf(texts, funnel)}) where depth = ${step}`;
  return {
    text: `
select event, toFloat64(count()) as customers, toFloat64(sum(count()) over ()) as known
from (
  select told.customer as customer, argMin(told.event, (told.time_ms, told.rank, told.message_id)) as event
  from (${scopedInteractions(texts, funnel.scoped)}
  ) as told
  inner join (select customer, last_time, last_rank, last_id from (${attemptsOf(texts, funnel, { among })}
  ) where depth = ${step}) as stood
  on stood.customer = told.customer
  where (told.time_ms, told.rank, told.message_id) > (stood.last_time, stood.last_rank, stood.last_id)
  group by told.customer
)
group by event
order by customers desc, event
limit ${most}`,
    parameters: texts.parameters,
  };
};

/** Who reached a step, or who reached it and no further; of a group of the breakdown, where one is asked for. */
export const peopleAt = (
  funnel: Funnel,
  { step, left, group }: { step: number; left: boolean; group: GroupPlace | null },
  page: CustomersPage,
): Query => {
  const reached = `depth ${left ? '=' : '>='} ${step}`;
  if (group === null) {
    const texts = funnelTexts(funnel);
    return { text: customersAfter(depthsOf(texts, funnel), reached), parameters: { ...texts.parameters, ...page } };
  }
  const { texts, text } = told(funnel, group.breakdown);
  const { values, place } = group;
  return {
    text: customersAfter(text, `${reached} and ${PLACE} = {place:UInt32}`),
    parameters: { ...texts.parameters, ...page, values, place },
  };
};
