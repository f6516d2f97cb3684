/** Links a person removed, customers being erased, and what keeps the erased from coming back by mistake. */
export const erasure = {
  id: '0010_erasure',
  sql: `
-- [ID-8] A link that was removed stays, so that the events that made it do not make it again.
alter table links add column removed_at timestamptz;

-- customer_id and profiles are there only until everything was removed: afterwards nothing here tells who it was.
create table erasures (
  id uuid primary key default gen_random_uuid(),
  workspace_id text not null references workspaces on delete cascade,
  state text not null default 'queued' check (state in ('queued', 'removed', 'compacting', 'done')),
  customer_id uuid,
  profiles uuid[] not null default '{}',
  -- the transaction that removed the rows: files can be rewritten without them once nobody sees what was before
  removed_in xid8,
  waits_for text check (waits_for in ('quiet', 'readers')),
  remains text[] not null default '{}',
  requested_at timestamptz not null default date_trunc('milliseconds', now()),
  removed_at timestamptz,
  done_at timestamptz,
  allowed_at timestamptz
);
create unique index on erasures (workspace_id, customer_id) where customer_id is not null;
create index on erasures (workspace_id, requested_at desc, id);
create index on erasures (state) where state <> 'done';

-- Keyed hashes of the identifiers of those who were erased.
create table erased_identifiers (
  workspace_id text not null,
  hash bytea not null,
  erasure_id uuid not null references erasures on delete cascade,
  primary key (workspace_id, hash)
);
create index on erased_identifiers (erasure_id);
`,
};
