/** Only one works at a time, so that a cap counts what others send. */
export const lockRunner = `select pg_try_advisory_xact_lock(hashtext('parcours flows')) as mine`;

const IN_WAREHOUSE = `
log_id <= (select position from readers where reader = 'warehouse')
  and (outbox_id is null or not exists (select 1 from movement_outbox o where o.id <= outbox_id))`;

/** The oldest causes that the warehouse knows all of, with whose they are now; null for nobody any more. */
export const selectCauses = `
select q.id, q.workspace_id, q.flow, q.begun_by, q.begun_at::float8 as begun_at, q.detail,
  p.customer_id, f.state, f.version, i.until::float8 as imported_until
from (select * from flow_causes where ${IN_WAREHOUSE} order by id limit $1) q
left join profiles p on p.workspace_id = q.workspace_id and p.profile_id = q.customer_id
left join flows f on f.workspace_id = q.workspace_id and f.id = q.flow
left join flow_imports i on i.workspace_id = q.workspace_id and i.customer_id = p.customer_id
order by q.id`;
export const deleteCauses = `delete from flow_causes where id = any($1::bigint[])`;

/** What some customers are, besides themselves. */
export const otherProfiles = `
select profile_id as id from profiles
where workspace_id = $1 and customer_id = any($2::uuid[]) and customer_id <> profile_id`;

export const takeWakes = `
with taken as (
  delete from flow_wakes where id in (select id from flow_wakes where ${IN_WAREHOUSE} order by id limit $2)
  returning workspace_id, enrolment
)
update flow_enrolments e set due = least(due, $1) from taken t
where e.workspace_id = t.workspace_id and e.id = t.enrolment and e.node is not null and e.due > $1`;

/** What was decided before of these: rows {i, f, c}, for whoever is the same person now. */
export const selectEarlier = `
select k.i, e.begun_by, e.begun_at::float8 as begun_at, e.entered::float8 as entered, e.node is not null as inside, e.outcome
from jsonb_to_recordset($2::jsonb) as k(i int, f text, c uuid)
cross join lateral (
  select k.c as id
  union select profile_id from profiles where workspace_id = $1 and customer_id = k.c and customer_id <> profile_id
) who
join flow_enrolments e on e.workspace_id = $1 and e.customer_id = who.id and e.flow = k.f`;

/** Rows {id, f, v, c, b, a, e, n, s, d, o, r}. */
export const insertEnrolments = `
insert into flow_enrolments (workspace_id, id, flow, version, customer_id, begun_by, begun_at, entered, node, since, due, outcome, reason)
select $1, id, f, v, c, b, a, e, n, s, d, o, r from jsonb_to_recordset($2::jsonb)
  as t(id uuid, f text, v int, c uuid, b text, a bigint, e bigint, n text, s bigint, d bigint, o text, r text)
on conflict do nothing`;

/** Those who are due in flows at work, with who they are now and what is known of them. */
export const selectDue = `
select e.workspace_id, e.id, e.flow, e.version, e.entered::float8 as entered, e.node, e.since::float8 as since,
  p.customer_id, c.traits, w.timezone
from flow_enrolments e
join flows f on f.workspace_id = e.workspace_id and f.id = e.flow and f.state in ('active', 'archived')
join workspaces w on w.id = e.workspace_id
left join profiles p on p.workspace_id = e.workspace_id and p.profile_id = e.customer_id
left join customers c on c.workspace_id = e.workspace_id and c.customer_id = p.customer_id
where e.due <= $1 order by e.due, e.id limit $2
for update of e`;

/** Rows {id, c, n, s, d, w, o}. */
export const updateEnrolments = `
update flow_enrolments e set customer_id = c, node = n, since = s, due = d, watched = w, outcome = o
from jsonb_to_recordset($2::jsonb) as t(id uuid, c uuid, n text, s bigint, d bigint, w boolean, o text)
where e.workspace_id = $1 and e.id = t.id`;

/** Rows {e, f, n, a, w, h}. */
export const insertPassed = `
insert into flow_passed (workspace_id, enrolment, flow, node, at, way, held)
select $1, e, f, n, a, w, h from jsonb_to_recordset($2::jsonb) as t(e uuid, f text, n text, a bigint, w smallint, h text)
on conflict do nothing`;

export const insertMessage = `
insert into flow_messages (workspace_id, cause, flow, version, node, enrolment, customer_id, content, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning cause`;

export const countMessages = `
select customer_id as id, count(*)::int as sent from flow_messages
where workspace_id = $1 and customer_id = any($2::uuid[]) and at >= $3 group by customer_id`;

export const selectVersionsOf = `
select id, version, definition from definition_versions
where workspace_id = $1 and kind = 'flow' and (id, version) in (select * from unnest($2::text[], $3::int[]))`;

/** An identifier to say something of a customer by. */
export const selectIdentifier = `
select kind, value from profiles where workspace_id = $1 and customer_id = $2
order by (profile_id = customer_id) desc, kind desc, value limit 1`;

export const insertCause = `
insert into flow_causes (workspace_id, flow, customer_id, begun_by, begun_at, log_id) values ($1, $2, $3, $4, $5, 0)`;

/** Refusals are kept for a month, to say why. */
export const forgetRefusals = `
delete from flow_enrolments where ctid in (
  select ctid from flow_enrolments where outcome = 'refused' and since < $1 limit 5000)`;
