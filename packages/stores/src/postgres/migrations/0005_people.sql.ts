/** Who may do what in which workspace, who was invited, and who changed what. */
export const people = {
  id: '0005_people',
  sql: `
create table members (
  workspace_id text not null references workspaces on delete cascade,
  user_id text not null references auth_users on delete cascade,
  role text not null check (role in ('owner', 'editor', 'analyst', 'viewer')),
  since timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index on members (user_id);
-- until now every account could do everything
insert into members (workspace_id, user_id, role) select w.id, u.id, 'owner' from workspaces w cross join auth_users u;

-- Those not accepted yet; the token itself is not kept.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id text not null references workspaces on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'editor', 'analyst', 'viewer')),
  hash bytea not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create unique index on invitations (workspace_id, lower(email));

-- What a key of the kind api may do. Those made before roles existed keep what they could do.
alter table api_keys add column role text check (role in ('owner', 'editor', 'analyst', 'viewer'));
update api_keys set role = 'owner' where kind = 'api';
alter table api_keys add constraint api_keys_role check ((role is not null) = (kind = 'api'));

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- null for what is left of a workspace that was deleted
  workspace_id text,
  actor_kind text not null check (actor_kind in ('person', 'key', 'command')),
  actor_id text,
  actor_name text not null,
  action text not null,
  subject text,
  before jsonb,
  after jsonb
);
create index on audit (workspace_id, id desc);

-- Entries are never changed, and end only with their workspace.
create function keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.workspace_id = current_setting('parcours.deleting', true) then
    return old;
  end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_append_only before update or delete on audit for each row execute function keep_audit();
create trigger audit_no_truncate before truncate on audit for each statement execute function keep_audit();

-- Ids are never used again: what still arrives for a deleted workspace must not land in a new one.
create table deleted_workspaces (id text primary key, at timestamptz not null default now(), rows_removed_at timestamptz);

-- Every table that has a workspace_id gives up the rows of a deleted workspace, whatever tables there will be.
create function delete_workspace_rows(gone text) returns void language plpgsql as $$
declare place regclass;
begin
  perform set_config('parcours.deleting', gone, true);
  for place in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and a.attname = 'workspace_id' and not a.attisdropped
    order by c.relname
  loop
    execute format('delete from %s where workspace_id = $1', place) using gone;
  end loop;
  delete from workspaces where id = gone;
  perform set_config('parcours.deleting', '', true);
end $$;
`,
};
