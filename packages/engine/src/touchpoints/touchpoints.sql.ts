import { OTHER_TOUCHPOINT, type Touchpoints } from '@parcours/core';
import { CLASSIFYING, type ClassifiedRows, classifiedRows } from './classify.sql.js';

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
  and profile_id <= {upTo:UUID}`;

/** Shown of each touch point. */
export const PLACES = 8;
export const EVENTS = 20;

/**
 * Interactions and people of a period by touch point, with its busiest places. What fits none is told by its events instead,
 * with the newest of each.
 */
export const volumesOf = (catalogue: Touchpoints): ClassifiedRows => {
  const keep = ['profile_id', 'time', 'message_id', 'properties', 'context'];
  const { text, parameters } = classifiedRows({
    catalogue,
    keep,
    from: `interactions where ${OF_PERIOD}`,
    places: true,
  });
  const volumes = `
select touchpoint, part, newest, toFloat64(at_part) as at_part,
  toFloat64(sum(at_part) over of_touchpoint) as interactions,
  toFloat64(uniqMerge(people) over of_touchpoint * {oneIn:UInt32}) as customers,
  toFloat64(countIf(part != '') over of_touchpoint) as different
from (
  select touchpoint, if(touchpoint = {other:String}, event, place) as part,
    count() * {oneIn:UInt32} as at_part, uniqState(profile_id) as people,
    argMaxIf((rank, properties, context), (time, message_id), touchpoint = {other:String}) as newest
  from (${text})
  group by touchpoint, part
)
window of_touchpoint as (partition by touchpoint rows between unbounded preceding and unbounded following)
order by part != '' desc, at_part desc, part
limit ${EVENTS} by touchpoint
${CLASSIFYING}`;
  return { text: volumes, parameters: { ...parameters, other: OTHER_TOUCHPOINT } };
};
