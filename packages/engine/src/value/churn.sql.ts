import type { churnQuerySchema } from '@parcours/core';
import type { z } from 'zod';
import { Gathering } from '../rules/gathering.sql.js';
import { allOf } from '../rules/texts.sql.js';
import { conditionsHold } from '../rules/where.sql.js';
import type { Scoped } from '../understand/scope.js';
import { gatheredInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Contracts are those of a scope, by what begins and what ends one. */
export type ChurnQuery = z.infer<typeof churnQuerySchema>;

/**
 * [VALUE-6] Contracts by the whole days they have lasted until they ended, or until `seen` (ms) where they go on. Of what begins
 * one, only what follows an end, or nothing, counts; of what ends one, only what follows a beginning.
 */
export const contractsByDays = (scoped: Scoped, { start, end }: ChurnQuery, seen: number): Query => {
  const texts = textsOf(scoped, 'churn');
  const gathering = new Gathering(texts);
  const named = (event: string) => `event = ${texts.text(event)}`;
  const holds = ({ event, where }: ChurnQuery['start']) =>
    allOf([named(event), conditionsHold(gathering, where, named(event))]);
  const [begins, ends] = [holds(start), holds(end)];
  const condition = `event in (${texts.text(start.event)}, ${texts.text(end.event)})`;
  const text = `
select days, toFloat64(countIf(until > 0)) as ended, toFloat64(countIf(until = 0)) as going
from (
  select until, intDiv(greatest(0, if(until > 0, until, ${texts.whole(seen)}) - time_ms), 86400000) as days
  from (
    select began, time_ms, leadInFrame(time_ms, 1, toInt64(0)) over following as until
    from (
      select customer, time_ms, rank, message_id, began, lagInFrame(began, 1, false) over following as before
      from (
        select customer, time_ms, rank, message_id, ${begins} and not (${ends}) as began
        from (${gatheredInteractions(gathering, scoped, { condition, outbound: true })})
        where ${begins} or ${ends}
      )
      window following as (partition by customer order by time_ms, rank, message_id rows between unbounded preceding and unbounded following)
    )
    where began != before
    window following as (partition by customer order by time_ms, rank, message_id rows between unbounded preceding and unbounded following)
  )
  where began
)
group by days`;
  return { text, parameters: texts.parameters };
};
