import type { CustomersPage } from '../customers/namedPage.js';
import { Gathering } from '../rules/gathering.sql.js';
import { allOf, type Texts } from '../rules/texts.sql.js';
import type { StepRule } from '../steps/readStep.js';
import { stepMatches } from '../steps/step.sql.js';
import type { Scoped } from '../understand/scope.js';
import { customersAfter, gatheredInteractions, peopleOf, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';
import type { Start, Stepped } from './readCohorts.js';

/** Selects customer and time_ms of the scope's interactions that match; all of them, where there is no rule. */
const matchesOf = (texts: Texts, scoped: Scoped, rule: StepRule | null): string => {
  const gathering = new Gathering(texts);
  const { now, zone } = scoped;
  const match = rule === null ? 'true' : stepMatches({ gathering, now, zone }, rule);
  const rows = gatheredInteractions(gathering, scoped, rule === null ? {} : { condition: gathering.rows });
  return `select customer, time_ms from (${rows}\n) where ${match}`;
};

/** With what lies before its period, too. */
const sinceEver = (scoped: Scoped): Scoped => ({ ...scoped, from: 0 });

/** [COHORT-1] Selects customer and `began`, the first time ever, by a match or by a movement. */
const beginnings = (texts: Texts, scoped: Scoped, start: Start): string => {
  if ('rule' in start) {
    return `select customer, min(time_ms) as began from (${matchesOf(texts, sinceEver(scoped), start.rule)}\n) group by customer`;
  }
  return `
select customer, toUnixTimestamp64Milli(min(at)) as began from (
  select customer_id as customer, at from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(start.track)} and to_stage = ${texts.text(start.stage)}
    and at < fromUnixTimestamp64Milli(${texts.whole(scoped.to)})
) where ${allOf(peopleOf(texts, scoped))}
group by customer`;
};

/** Which of the weeks or months an instant within the period is in, from 1. */
const STEP = (time: string): string =>
  `toUInt32(indexOf({starts:Array(Int64)}, toInt64(roundDown(${time}, {starts:Array(Int64)}))))`;

/** Selects customer, cohort and `later`, each of the steps after it, or 0, in which they were active, once. */
const retained = (texts: Texts, { scoped }: Stepped, start: Start, returns: StepRule | null): string => `
select begun.customer as customer, begun.cohort as cohort, toInt64(active.step) - begun.cohort as later
from (
  select customer, ${STEP('time_ms')} as step from (${matchesOf(texts, scoped, returns)}
  ) group by customer, step
) as active
inner join (
  select customer, ${STEP('began')} as cohort from (${beginnings(texts, scoped, start)}
  ) where began >= {from:Int64}
) as begun
on begun.customer = active.customer
where active.step > begun.cohort
union all
select customer, ${STEP('began')} as cohort, toInt64(0) as later
from (${beginnings(texts, scoped, start)}
) where began >= {from:Int64}`;

const parametersOf = (texts: Texts, { scoped, starts }: Stepped) => ({
  ...texts.parameters,
  starts,
  from: scoped.from,
});

export const countRetained = (stepped: Stepped, start: Start, returns: StepRule | null): Query => {
  const texts = textsOf(stepped.scoped, 'cohort');
  return {
    text: `
select cohort, toUInt32(later) as later, toFloat64(count()) as customers
from (${retained(texts, stepped, start, returns)}
)
group by cohort, later`,
    parameters: parametersOf(texts, stepped),
  };
};

/** Those of a cohort, counted from 1, who were active so many steps later. */
export const peopleRetained = (
  stepped: Stepped,
  { start, returns, cohort, later }: { start: Start; returns: StepRule | null; cohort: number; later: number },
  page: CustomersPage,
): Query => {
  const texts = textsOf(stepped.scoped, 'cohort');
  return {
    text: customersAfter(
      retained(texts, stepped, start, returns),
      'cohort = {cohort:UInt32} and later = {later:UInt32}',
    ),
    parameters: { ...parametersOf(texts, stepped), ...page, cohort, later },
  };
};

/**
 * [COHORT-2] Selects customer, step (from 1) and state. Of each customer the steps they were active in are known, with 0 for
 * any time before the step before the first, which is told as 1 here and taken away at the end.
 */
const states = (texts: Texts, { scoped }: Stepped, active: StepRule | null): string => `
select customer, (told.1) - 1 as step, told.2 as state from (
  select customer, arrayJoin(arrayConcat(
    arrayMap(step -> (step, multiIf(has(steps, step - 1), 'returning', step = steps[1], 'new', 'resurrected')),
      arrayFilter(step -> step > 1, steps)),
    arrayMap(step -> (step + 1, 'dormant'),
      arrayFilter(step -> step > 0 and step <= {last:UInt32} and not has(steps, step + 1), steps))
  )) as told
  from (
    select customer, arraySort(groupUniqArray(if(time_ms < {before:Int64}, 0, if(time_ms < {from:Int64}, 1, ${STEP('time_ms')} + 1)))) as steps
    from (${matchesOf(texts, sinceEver(scoped), active)}
    )
    group by customer
  )
)`;

const lifecycleParameters = (texts: Texts, stepped: Stepped, before: number) => ({
  ...parametersOf(texts, stepped),
  before,
  last: stepped.starts.length,
});

/** `before` (ms) is where the step before the first begins. */
export const countStates = (stepped: Stepped, active: StepRule | null, before: number): Query => {
  const texts = textsOf(stepped.scoped, 'cohort');
  return {
    text: `select step, state, toFloat64(count()) as customers from (${states(texts, stepped, active)}\n) group by step, state`,
    parameters: lifecycleParameters(texts, stepped, before),
  };
};

export const peopleInState = (
  stepped: Stepped,
  { active, before, step, state }: { active: StepRule | null; before: number; step: number; state: string },
  page: CustomersPage,
): Query => {
  const texts = textsOf(stepped.scoped, 'cohort');
  return {
    text: customersAfter(states(texts, stepped, active), 'step = {step:UInt32} and state = {state:String}'),
    parameters: { ...lifecycleParameters(texts, stepped, before), ...page, step, state },
  };
};
