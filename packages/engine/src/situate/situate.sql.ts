/** Writes of the situate reader. Every list travels as one JSON text and is unpacked by the engine of the store. */
export const readProfiles = `
select profile_id, kind, value, customer_id from profiles
where workspace_id = $1 and profile_id = any($2::uuid[])`;

export const readProfilesOfCustomers = `
select profile_id, kind, value, customer_id from profiles
where workspace_id = $1 and (profile_id = any($2::uuid[]) and customer_id = profile_id
  or customer_id <> profile_id and customer_id = any($2::uuid[]))`;

export const readLinks = `
select l.kind, l.a, l.b, l.removed_at is not null as removed, p.customer_id
from links l join profiles p on p.workspace_id = l.workspace_id and p.profile_id = l.b
where l.workspace_id = $1 and l.a = any($2::uuid[])`;

/** All links that touch any of these profiles. */
export const readLinksAround = `
select kind, a, b, removed_at is not null as removed from links
where workspace_id = $1 and (a = any($2::uuid[]) or b = any($2::uuid[]))`;

export const readStates = `
select c.customer_id, s.due, s.stale, s.generation, s.state, s.seen, c.traits, c.trait_order, s.first_seen, s.last_seen
from customers c join states s using (workspace_id, customer_id)
where c.workspace_id = $1 and c.customer_id = any($2::uuid[])`;

export const readDue = `
select workspace_id, customer_id from states where due <= $1 and not stale order by due limit $2`;

export const readStale = `
select workspace_id, customer_id from states where stale limit $1`;

export const writeLinks = `
insert into links (workspace_id, kind, a, b)
select w, k, a, b from json_to_recordset($1::json) as r(w text, k text, a uuid, b uuid)
on conflict do nothing`;

/** After a stop between a checkpoint and the figures written behind it. */
export const mendCustomers = `
update customers c set first_seen = s.first_seen, last_seen = s.last_seen, interactions = octet_length(s.seen) / 8
from states s
where s.workspace_id = c.workspace_id and s.customer_id = c.customer_id
  and (c.last_seen <> s.last_seen or c.first_seen <> s.first_seen or c.interactions <> octet_length(s.seen) / 8)`;

export const deletePositions = `
delete from positions p using json_to_recordset($1::json) as r(w text, c uuid, m text, v text)
where p.workspace_id = w and p.customer_id = c and p.model = m and p.value = v`;

/** Positions of some customers on some tracks; those of a replay under way stay. */
export const clearTracks = `
delete from positions where workspace_id = $1 and customer_id = any($2::uuid[]) and model = any($3::text[])`;

/** Customers whose state earlier definitions made, after one of them in the order of generations and ids. */
export const readUnsettled = `
select s.customer_id, s.generation from states s
where s.workspace_id = $1 and (s.generation, s.customer_id) > ($2::int, $3::uuid)
  and s.generation < (select generation from workspaces where id = $1)
order by s.generation, s.customer_id limit $4`;

/** All but the positions. */
export const dropCustomers = `
with gone as (select w, c from json_to_recordset($1::json) as r(w text, c uuid)),
  b as (delete from states s using gone where s.workspace_id = w and s.customer_id = c)
delete from customers k using gone where k.workspace_id = w and k.customer_id = c`;

export const deleteCustomers = `
with gone as (select w, c from json_to_recordset($1::json) as r(w text, c uuid)),
  a as (delete from positions p using gone where p.workspace_id = w and p.customer_id = c),
  b as (delete from states s using gone where s.workspace_id = w and s.customer_id = c)
delete from customers k using gone where k.workspace_id = w and k.customer_id = c`;

export const writeDuplicates = `
insert into log_duplicates (log_id, places)
select l, array(select json_array_elements_text(p)::int)
from json_to_recordset($1::json) as r(l bigint, p json)
on conflict (log_id) do update set places = excluded.places`;

export const writeSpans = `
insert into spans (workspace_id, profile_id, until, customer_id)
select w, p, u, c from json_to_recordset($1::json) as r(w text, p uuid, u bigint, c uuid)`;

export const deleteSpans = `delete from spans where workspace_id = $1 and profile_id = any($2::uuid[])`;

export const writeOutbox = `insert into movement_outbox (movements) values ($1) returning id`;

export const readPosition = `select position, detail from readers where reader = $1`;
export const writePosition = `update readers set position = $2, detail = null where reader = $1`;
export const writePending = `update readers set detail = $2 where reader = $1`;

export const readPositionsOfWorkspace = `
select customer_id, model, value, stage, rank, since, velocity, velocity_at from positions
where workspace_id = $1 and customer_id = any($2::uuid[]) and model = any($3::text[])`;

export const readWorkspaces = `select id from workspaces order by id`;

export const countInteractionsOfWorkspaces = `
select w.id, coalesce(sum(c.interactions), 0)::bigint as interactions
from workspaces w left join customers c on c.workspace_id = w.id
group by w.id order by w.id`;

/** Profiles of customers who are more than one identifier, or whose identity depends on links. */
export const readLinkedProfiles = `
with linked as (
  select a as id from links where workspace_id = $1 union select b from links where workspace_id = $1
), persons as (
  select distinct customer_id from profiles p join linked on linked.id = p.profile_id where p.workspace_id = $1
)
select profile_id, customer_id from profiles join persons using (customer_id) where workspace_id = $1`;

export const countCustomers = `
select count(*)::int as customers, coalesce(sum(interactions), 0)::bigint as interactions from customers where workspace_id = $1`;

export const readCustomerIds = `select customer_id from customers where workspace_id = $1`;

const behind = (reader: string): string => `
coalesce((select sum(size) from log where id > (select position from readers where reader = '${reader}')), 0)::bigint as ${reader}`;
export const readLag = `select ${behind('situate')}, ${behind('warehouse')}`;
