/** Reads and writes between the log, the outbox and the analytical store. */
export const readDuplicates = `select log_id, places from log_duplicates where log_id > $1 and log_id <= $2`;

export const listOutbox = `select id, octet_length(movements) as bytes from movement_outbox order by id limit $1`;
export const readOutbox = `select id, movements from movement_outbox where id = any($1::bigint[])`;
export const clearOutbox = `delete from movement_outbox where id = any($1::bigint[])`;

export const trimLog = `
delete from log where id <= (select min(position) from readers where reader in ('situate', 'warehouse')) - $1`;

const columns = `profile_id, toUnixTimestamp64Milli(time), rank, message_id, event, user_id, anonymous_id, properties, outbound, log_id`;

/** Histories of some profiles, each in order. */
export const readHistories = `
select ${columns} from interactions
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}
order by profile_id, time, rank, message_id`;

/** Every history of a workspace, profile by profile, each in order: the order of the table, so nothing is sorted. */
export const readAllHistories = `
select ${columns} from interactions
where workspace_id = {workspace:String}
order by workspace_id, profile_id, time, rank, message_id`;

/** Profiles from one id up to another; ids are spread evenly, so parts cut so are alike in size. */
const OF_PART = `
where workspace_id = {workspace:String} and profile_id >= {from:UUID} and profile_id <= {to:UUID}`;

/**
 * Histories of a part, one row a profile: half the work of a row an interaction. What is small of an interaction comes as
 * one number: the place of its event in a list, 0 where nobody names it, its rank, and whether it was sent to the customer. The
 * messageIds come as one text with NUL between them, which no id holds: half the work of an array. Properties come of those only
 * whose are read. Very long histories are left out. On one thread, read plainly, it takes a third of the memory and no more
 * time; it still grows with the rows of the part where they lie in many pieces.
 */
export const readGathered = `
select profile_id, groupArray(toFloat64(toUnixTimestamp64Milli(time))),
  groupArray(toUInt32(indexOf({events:Array(String)}, event) * 16 + rank * 2 + outbound)),
  arrayStringConcat(groupArray(message_id), char(0)),
  groupArrayIf(properties, rank = {identify:UInt8} or {all:Bool} or event in {reading:Array(String)})
from interactions ${OF_PART} and profile_id not in {long:Array(UUID)}
group by workspace_id, profile_id order by workspace_id, profile_id
settings optimize_aggregation_in_order = 1, max_threads = 1, local_filesystem_read_method = 'pread'`;

/** Profiles whose histories are too long for one row. */
export const longHistories = `
select profile_id from interactions ${OF_PART} group by profile_id having count() > {most:UInt32}`;

export const readMovementsOf = `
select customer_id, model, value, toUnixTimestamp64Milli(at) as at
from movements final
where workspace_id = {workspace:String} and customer_id in {customers:Array(UUID)} and deleted = 0
  and model in {tracks:Array(String)}`;

export const movementsOfCustomers = `
select customer_id, model, value, toUnixTimestamp64Milli(at) as at, from_stage, to_stage, kind, delta
from movements final
where workspace_id = {workspace:String} and customer_id in {customers:Array(UUID)} and deleted = 0
  and model in {tracks:Array(String)}`;

export const deleteRepeated = `
alter table interactions delete
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}
  and has(arrayZip({messageIds:Array(String)}, {logIds:Array(UInt64)}), (message_id, log_id))`;

export const countInteractions = `
select workspace_id as workspace, count() as interactions from interactions group by workspace_id`;
