export const insertWorkspace = `
insert into workspaces (id, name, timezone, currency, demonstration)
select $1, $2, $3, $4, $5 where not exists (select 1 from deleted_workspaces where id = $1)
on conflict (id) do nothing returning id`;

export const insertOwner = `insert into members (workspace_id, user_id, role) values ($1, $2, 'owner')`;
/** What the installation makes by itself belongs to whoever owns something already; while nobody is anywhere, to all. */
export const insertOwners = `
insert into members (workspace_id, user_id, role)
select $1, id, 'owner' from auth_users
where id in (select user_id from members where role = 'owner') or not exists (select 1 from members)
on conflict do nothing`;

/** All of them, or those of a person ($1), with the role there; at one workspace ($2) when not null. */
export const selectWorkspaces = `
select w.id, w.name, w.timezone, w.currency, w.demonstration, c.customers, c.interactions, c.from_ms, c.to_ms,
  coalesce(m.role, 'owner') as role
from workspaces w
left join members m on m.workspace_id = w.id and m.user_id = $1
cross join lateral (
  select count(*)::float8 as customers, coalesce(sum(interactions), 0)::float8 as interactions,
    min(first_seen)::float8 as from_ms, max(last_seen)::float8 as to_ms
  from customers where workspace_id = w.id
) c
where ($1::text is null or m.user_id is not null) and ($2::text is null or w.id = $2)
order by w.created_at, w.id`;

export const selectWorkspaceIds = 'select id from workspaces order by created_at, id';

export const similarIds = `
select id from workspaces where id = $1 or id like $1 || '-%'
union select id from deleted_workspaces where id = $1 or id like $1 || '-%'`;

export const updateWorkspace = `
update workspaces set name = coalesce($2, name), timezone = coalesce($3, timezone), currency = coalesce($4, currency)
where id = $1 returning id`;

export const workspaceFacts = 'select name, timezone, currency from workspaces where id = $1';
export const lockWorkspaces = "select pg_advisory_xact_lock(hashtext('parcours workspaces'))";
export const countWorkspaces = 'select count(*)::int as count from workspaces';
export const noteDeleted = 'insert into deleted_workspaces (id) values ($1) on conflict (id) do update set at = now()';
export const removeWorkspace = 'delete from workspaces where id = $1';
export const deleteRows = 'select delete_workspace_rows($1)';
/** Those whose rows were never removed, or only while a request accepted before the deletion could still bring some. */
export const toBeRemoved = `
select id from deleted_workspaces where rows_removed_at is null
  or (rows_removed_at < at + interval '30 seconds' and now() >= at + interval '30 seconds') order by id`;
export const noteRemoved = 'update deleted_workspaces set rows_removed_at = now() where id = $1';

export const analyticalTables = `
select distinct t.name as name from system.tables t join system.columns c on c.database = t.database and c.table = t.name
where t.database = currentDatabase() and t.engine like '%MergeTree%' and c.name = 'workspace_id' order by t.name`;
/** The name comes from the store's own catalogue. */
export const deleteAnalyticalRows = (table: string): string =>
  `alter table \`${table.replace(/[`\\]/g, '')}\` delete where workspace_id = {workspace:String} settings mutations_sync = 2`;
