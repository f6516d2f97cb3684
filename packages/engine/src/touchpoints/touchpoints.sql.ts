import type { TouchpointColumns } from './classify.sql.js';

/** The catalogue is kept with the other definitions' versions; a null one is a return to the presets. */
export const selectCatalogue = `
select version, definition from definition_versions
where workspace_id = $1 and kind = 'touchpoints' and id = 'touchpoints' order by version desc limit 1`;

/** Saves the next version; nothing where somebody else saved that one at the same time. */
export const insertCatalogue = `
insert into definition_versions (workspace_id, kind, id, version, definition, saved_by)
select $1, 'touchpoints', 'touchpoints', coalesce(max(version), 0) + 1, $2::jsonb, $3
from definition_versions where workspace_id = $1 and kind = 'touchpoints' and id = 'touchpoints'
on conflict do nothing
returning version`;

const OF_PERIOD = `workspace_id = {workspace:String}
  and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
  and cityHash64(profile_id) % {oneIn:UInt32} = 0`;

/** Interactions and people of a period by touch point and place: the busiest places of each, and how many there are. */
export const volumesOf = ({ columns }: TouchpointColumns): string => `
select touchpoint, place, toFloat64(at_place) as at_place,
  toFloat64(sum(at_place) over of_touchpoint) as interactions,
  toFloat64(uniqMerge(people) over of_touchpoint) as customers,
  toFloat64(countIf(place != '') over of_touchpoint) as different
from (
  select touchpoint, place, count() * {oneIn:UInt32} as at_place, uniqState(profile_id) as people
  from (select profile_id, ${columns} from interactions where ${OF_PERIOD})
  group by touchpoint, place
)
window of_touchpoint as (partition by touchpoint rows between unbounded preceding and unbounded following)
order by place != '' desc, at_place desc, place
limit 9 by touchpoint`;

/** The most frequent events of a period that fit no touch point, with the newest of each. */
export const unclassifiedOf = ({ columns }: TouchpointColumns): string => `
select event, toFloat64(count() * {oneIn:UInt32}) as interactions, argMax((rank, properties, context), (time, message_id)) as newest
from (
  select event, rank, properties, context, time, message_id, ${columns}
  from interactions where ${OF_PERIOD}
)
where touchpoint = {other:String}
group by event order by interactions desc, event limit 20`;
