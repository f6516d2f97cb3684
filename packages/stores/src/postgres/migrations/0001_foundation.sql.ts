export const foundation = {
  id: '0001_foundation',
  sql: `
create table workspaces (
  id text primary key,
  name text not null,
  timezone text not null default 'UTC',
  currency text not null default 'EUR',
  demonstration jsonb,
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id text not null references workspaces on delete cascade,
  kind text not null check (kind in ('write', 'api')),
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index on api_keys (workspace_id);

create table models (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  version int not null default 1,
  definition jsonb not null,
  preset boolean not null default false,
  active boolean not null default true,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- One row per accepted request. Ids are given under an advisory lock held until commit.
create table log (
  id bigint primary key,
  workspace_id text not null,
  received_at bigint not null,
  imported boolean not null,
  size int not null,
  interactions text not null
);

-- reader: situate | warehouse. "position" is the id of the last log entry done with.
create table readers (
  reader text primary key,
  position bigint not null default 0,
  detail jsonb
);
insert into readers (reader) values ('situate'), ('warehouse'), ('movements');

-- Places (by index within the entry) whose messageId the customer already had.
create table log_duplicates (
  log_id bigint primary key,
  places int[] not null
);

create table rejected (
  id bigint generated always as identity primary key,
  workspace_id text not null,
  at timestamptz not null default now(),
  code text not null,
  message text not null,
  field text,
  payload text not null
);
create index on rejected (workspace_id, id desc);

-- A profile is one identifier; customer_id is the profile that stands for the whole person.
create table profiles (
  workspace_id text not null,
  profile_id uuid not null,
  kind text not null check (kind in ('user', 'anonymous')),
  value text not null,
  customer_id uuid not null,
  primary key (workspace_id, profile_id)
);
-- most customers are one identifier and its own: only the others need finding
create index on profiles (workspace_id, customer_id) where customer_id <> profile_id;

create table links (
  workspace_id text not null,
  kind text not null check (kind in ('sign_in', 'alias')),
  a uuid not null,
  b uuid not null,
  primary key (workspace_id, a, b, kind)
);
create index on links (workspace_id, b);

-- Devices several people sign in on: whose the anonymous interactions are, up to and including an instant in the order of interactions.
create table spans (
  workspace_id text not null,
  profile_id uuid not null,
  until bigint not null,
  customer_id uuid not null,
  primary key (workspace_id, profile_id, until)
);

create table customers (
  workspace_id text not null,
  customer_id uuid not null,
  name text,
  email text,
  search text not null default '',
  traits jsonb not null default '{}',
  -- per trait, the order key of the interaction that set it, so that any order of arrival ends the same
  trait_order jsonb not null default '{}',
  first_seen bigint not null,
  last_seen bigint not null,
  interactions int not null,
  primary key (workspace_id, customer_id)
) with (fillfactor = 80);
create index on customers (workspace_id, last_seen desc, customer_id);

-- The fold's memory of a customer. due is at or before the next instant at which time alone changes something.
create table states (
  workspace_id text not null,
  customer_id uuid not null,
  due bigint,
  -- late or re-attributed: positions wait for a fold of the stored history
  stale boolean not null default false,
  state text not null,
  seen bytea not null,
  first_seen bigint not null,
  last_seen bigint not null,
  primary key (workspace_id, customer_id)
) with (fillfactor = 60);
create index on states (due) where due is not null;
create index on states (workspace_id, customer_id) where stale;

create table positions (
  workspace_id text not null,
  customer_id uuid not null,
  model text not null,
  value text not null,
  stage text not null,
  rank int not null,
  since bigint not null,
  velocity double precision not null,
  velocity_at bigint not null,
  -- the instant from which the direction is steady again
  steady_from bigint not null,
  -- the last movement, shortened: from, kind, delta, messageId, event, clause
  last text not null,
  primary key (workspace_id, customer_id, model, value)
) with (fillfactor = 80);
create index on positions (workspace_id, model, stage);

-- Movements on their way to the warehouse: one row per checkpoint.
create table movement_outbox (
  id bigint generated always as identity primary key,
  movements text not null
);
`,
};
