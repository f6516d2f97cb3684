/** $2 and $3 of every list: the reason, and whether and which field it names. */
const OF_REASON = `($2::text is null or code = $2) and ($3::boolean is not true or field is not distinct from $4::text)`;

export const selectRejected = `
select id::text, at, code, message, field, payload from rejected
where workspace_id = $1 and ${OF_REASON} and ($5::bigint is null or id < $5::bigint)
order by id desc limit $6`;

/** Counted from the index alone; the newest of each reason is then looked up. */
export const selectGroups = `
with counted as (
  select code, field, count(*)::float8 as events, min(id) as first, max(id) as last
  from rejected where workspace_id = $1 group by code, field
)
select c.code, c.field, c.events, oldest.at as first, newest.at as last, newest.message
from counted c
join rejected oldest on oldest.id = c.first
join rejected newest on newest.id = c.last
order by c.events desc, c.code, c.field nulls first limit 200`;

const TRIED = `
select id, round(extract(epoch from at) * 1000)::float8 as at, code, message, field, payload, type, imported, sent_at, context
from rejected where workspace_id = $1`;

const triedByReason = `${TRIED} and ${OF_REASON} and id > $5::bigint order by id limit $6`;
const triedById = `${TRIED} and id = any($2::bigint[]) order by id`;

/** Someone else's at this moment are passed over: whoever holds them settles them. */
const held = (select: string): string => `${select} for update skip locked`;
export const previewed = { byReason: triedByReason, byId: triedById };
export const locked = { byReason: held(triedByReason), byId: held(triedById) };

export const deleteIds = 'delete from rejected where workspace_id = $1 and id = any($2::bigint[]) returning id';

export const deleteReason = `
with gone as (delete from rejected where workspace_id = $1 and ${OF_REASON} returning 1)
select count(*)::float8 as deleted from gone`;

export const updateReasons = `
update rejected r set code = given.code, message = given.message, field = given.field,
  payload = coalesce(given.payload, r.payload)
from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as given (id, code, message, field, payload)
where r.workspace_id = $1 and r.id = given.id`;
