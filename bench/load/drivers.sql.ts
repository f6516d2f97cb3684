import { idOf } from './preview.sql.js';

/** Each customer enters the stage `prospect` of a model once within a year; half of them move forward, some fall back. */
export const fillStays = `
insert into movements (workspace_id, customer_id, model, value, at, from_stage, to_stage, kind, delta, cause_message, cause_event,
  clause, version, deleted)
select 'main', ${idOf('number')}, 'aidar', '', fromUnixTimestamp64Milli(entered + after), step.1, step.2, step.3, step.4, 'm', 'e', -1, 1, 0
from (
  select number, {now:Int64} - 2592000000 - toInt64(cityHash64(number, 7) % 28512000000) as entered,
    arrayJoin([('visitor', 'prospect', 'advance', 1, 0), multiIf(
      cityHash64(number, 8) % 10 < 5, ('prospect', 'customer', 'advance', 1, 10),
      cityHash64(number, 8) % 10 < 7, ('prospect', 'visitor', 'lapse', -1, 20),
      ('', '', '', 0, 0))]) as step,
    toInt64(step.5) * 86400000 as after
  from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})
)
where step.2 != ''`;
