export const insertWorkspace = `
insert into workspaces (id, name, timezone, currency, demonstration) values ($1, $2, $3, $4, $5)
on conflict (id) do nothing returning id`;

export const selectWorkspaces = `
select w.id, w.name, w.timezone, w.currency, w.demonstration, c.customers, c.interactions, c.from_ms, c.to_ms
from workspaces w
cross join lateral (
  select count(*)::float8 as customers, coalesce(sum(interactions), 0)::float8 as interactions,
    min(first_seen)::float8 as from_ms, max(last_seen)::float8 as to_ms
  from customers where workspace_id = w.id
) c
order by w.created_at, w.id`;

export const selectWorkspaceIds = 'select id from workspaces order by created_at, id';

export const selectRejected = `
select id::text, at, code, message, field, payload from rejected
where workspace_id = $1 and ($2::bigint is null or id < $2::bigint)
order by id desc limit $3`;
