import type { Touchpoints } from '@parcours/core';
import { CLASSIFYING, type ClassifiedRows, classifiedRows } from '../touchpoints/classify.sql.js';

/** How many interactions the period has, to decide how many of them are looked into. */
export const countOfPeriod = `
select toFloat64(count()) as interactions from interactions
where workspace_id = {workspace:String}
  and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})`;

/** Customers one of whose profiles may be read. */
const MAY_TOUCH = `({oneIn:UInt32} = 1 or customer_id <= {upTo:UUID}
      or customer_id in (select customer_id from profile_spans final where workspace_id = {workspace:String}))`;

/**
 * Interactions of the period with the stage their customer stood in at that instant, by touch point: an interaction
 * that moves someone counts for the stage it brings them to. A profile that is part of another customer is read as theirs.
 * One profile in `oneIn` is read, always the same ones, and the counts are scaled back.
 */
export const touchesByStage = (catalogue: Touchpoints, of: string): ClassifiedRows => {
  const where = `workspace_id = {workspace:String}
        and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
        and profile_id <= {upTo:UUID}`;
  const told = classifiedRows({
    catalogue,
    keep: ['profile_id', 'time'],
    from: `interactions where ${where}`,
    places: false,
  });
  return { text: touches(told.text, of), parameters: told.parameters };
};

const touches = (told: string, of: string): string => `
select stage, touchpoint as name, toFloat64(count() * {oneIn:UInt32}) as interactions,
  toFloat64(uniqExact(customer) * {oneIn:UInt32}) as customers
from (
  select moved.to_stage as stage, touched.touchpoint as touchpoint, touched.customer as customer
  from (
    select if(spans.until > 0, spans.customer_id, told.profile_id) as customer, told.time as time, told.touchpoint as touchpoint
    from (
      select profile_id, time, toUnixTimestamp64Milli(time) as ms, touchpoint from (${told})
    ) as told
    asof left join (
      select profile_id, customer_id, until from profile_spans final where workspace_id = {workspace:String}
    ) as spans
    on spans.profile_id = told.profile_id and spans.until >= told.ms
  ) as touched
  asof join (
    select customer_id, at, to_stage from movements final
    where workspace_id = {workspace:String} and model = {model:String} and ${of} and ${MAY_TOUCH}
  ) as moved
  on moved.customer_id = touched.customer and moved.at <= touched.time
)
group by stage, touchpoint
order by stage, customers desc, interactions desc, name
limit 5 by stage
${CLASSIFYING}`;
