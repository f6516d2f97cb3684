/** Everything of the stretches of profiles that are one customer's, oldest first. */
export const allInteractionsOf = `
select toFloat64(toUnixTimestamp64Milli(time)) as at, rank, message_id, event, user_id, anonymous_id, group_id, properties,
  context, outbound, imported
from interactions
inner join (
  select tupleElement(stretch, 1) as profile, tupleElement(stretch, 2) as after, tupleElement(stretch, 3) as until
  from (select arrayJoin(arrayZip({profiles:Array(UUID)}, {afters:Array(Int64)}, {untils:Array(Int64)})) as stretch)
) as mine on mine.profile = interactions.profile_id
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}
  and toUnixTimestamp64Milli(time) > mine.after and toUnixTimestamp64Milli(time) <= mine.until
order by time, rank, message_id
limit 1 by message_id`;
