/** Links between identifiers: why they are one person, and what was removed by hand. */
export const linksOfProfiles = `
select l.kind, l.a, l.b, l.removed_at, pa.kind as a_kind, pa.value as a_value, pb.kind as b_kind, pb.value as b_value
from links l
join profiles pa on pa.workspace_id = l.workspace_id and pa.profile_id = l.a
join profiles pb on pb.workspace_id = l.workspace_id and pb.profile_id = l.b
where l.workspace_id = $1 and (l.a = any($2::uuid[]) or l.b = any($2::uuid[]))
order by l.removed_at is not null, l.kind desc, pa.value, pb.value limit 1000`;

export const profilesOfCustomer = `
select profile_id from profiles
where workspace_id = $1 and (profile_id = $2 and customer_id = $2 or customer_id <> profile_id and customer_id = $2)`;

export const setRemoved = `
update links set removed_at = case when $5 then coalesce(removed_at, now()) end
where workspace_id = $1 and kind = $2 and a = $3 and b = $4 returning kind`;

/** Everyone whose history a link decides about: who its ends are, and whoever else signs in on the device. */
export const concernedBy = `
select distinct customer_id from profiles where workspace_id = $1 and (profile_id in ($2, $3)
  or profile_id in (select b from links where workspace_id = $1 and a = $2))`;

export const markStale = `
update states set stale = true, due = null where workspace_id = $1 and customer_id = any($2::uuid[])`;

/** Which of some profiles ever did anything by themselves. */
export const activeProfiles = `
select distinct profile_id from interactions
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}`;

/** How often users signed in on devices, and named former ids, with the first and the last time. */
export const evidenceOf = `
select kind, profile_id, value, toFloat64(min(at)) as since, toFloat64(max(at)) as last, toFloat64(count()) as events
from (
  select 'sign_in' as kind, profile_id, anonymous_id as value, toUnixTimestamp64Milli(time) as at from interactions
  where workspace_id = {workspace:String} and profile_id in {users:Array(UUID)} and anonymous_id in {values:Array(String)}
  union all
  select 'alias', profile_id, JSONExtractString(properties, 'previousId') as value, toUnixTimestamp64Milli(time)
  from interactions
  where workspace_id = {workspace:String} and profile_id in {users:Array(UUID)} and rank = {rank:UInt8}
    and value in {values:Array(String)}
)
group by kind, profile_id, value`;
