/** [STORY-2] What a movement is: onto the journey, onward, back by what they did, or by silence. */
export const MOVE = `multiIf(from_stage = '', 'arrived', delta > 0, 'onward', kind = 'lapse', 'lapsed', delta < 0, 'regressed', '')`;

export const movedIn = `
select distinct customer_id from movements final
where workspace_id = {workspace:String} and model = {model:String}
  and at >= fromUnixTimestamp64Milli({from:Int64}) and at < fromUnixTimestamp64Milli({to:Int64})
  and sign(delta) = {up:Int8} and ({kind:String} = '' or kind = {kind:String})
  and ({fromStage:String} = '' or from_stage = {fromStage:String})
  and ({toStage:String} = '' or to_stage = {toStage:String})
  and ({only:String} = '' or {only:String} = ${MOVE})`;

/** Interactions of the stretches of profiles that are one customer's, newest first, each message once. */
export const interactionsOf = `
select toFloat64(toUnixTimestamp64Milli(time)) as at, rank, message_id, event, properties, context, outbound
from interactions
inner join (
  select tupleElement(stretch, 1) as profile, tupleElement(stretch, 2) as after, tupleElement(stretch, 3) as until
  from (select arrayJoin(arrayZip({profiles:Array(UUID)}, {afters:Array(Int64)}, {untils:Array(Int64)})) as stretch)
) as mine on mine.profile = interactions.profile_id
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}
  and toUnixTimestamp64Milli(time) > mine.after and toUnixTimestamp64Milli(time) <= mine.until
  and (time < fromUnixTimestamp64Milli({before:Int64}) or (time = fromUnixTimestamp64Milli({before:Int64})
    and (rank, message_id) < ({rank:UInt8}, {message:String})))
order by time desc, rank desc, message_id desc
limit 1 by message_id
limit {limit:UInt32}`;

/** Movements of one customer on some tracks, newest first. */
export const movementsOf = `
select model, value, toFloat64(toUnixTimestamp64Milli(at)) as at_ms, from_stage, to_stage, kind, delta,
  cause_message, cause_event, clause
from movements final
where workspace_id = {workspace:String} and customer_id = {customer:UUID}
  and model in {tracks:Array(String)}
  and (at < fromUnixTimestamp64Milli({before:Int64}) or (at = fromUnixTimestamp64Milli({before:Int64})
    and (model, value) < ({beforeModel:String}, {beforeValue:String})))
order by at desc, model desc, value desc
limit {limit:UInt32}`;
