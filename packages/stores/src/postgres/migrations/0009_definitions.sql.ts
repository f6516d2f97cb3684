/** Models, segments, personas and moments of truth with their versions, and the replays that make them live. */
export const definitions = {
  id: '0009_definitions',
  sql: `
-- What is live. "track" is the key of its rows in positions and movements: new whenever they were folded anew.
create table definitions (
  workspace_id text not null references workspaces on delete cascade,
  kind text not null check (kind in ('model', 'segment', 'personas', 'moments')),
  id text not null,
  version int not null default 1,
  track text not null,
  definition jsonb not null,
  preset boolean not null default false,
  active boolean not null default true,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, kind, id)
);
insert into definitions (workspace_id, kind, id, version, track, definition, preset, active, updated_at)
select workspace_id, 'model', id, version, id, definition, preset, active, updated_at from models;

-- Every version that was ever live; a null definition is a deletion.
create table definition_versions (
  workspace_id text not null references workspaces on delete cascade,
  kind text not null,
  id text not null,
  version int not null,
  definition jsonb,
  saved_at timestamptz not null default now(),
  saved_by text,
  primary key (workspace_id, kind, id, version)
);
insert into definition_versions (workspace_id, kind, id, version, definition, saved_at)
select workspace_id, kind, id, version, definition, updated_at from definitions;
drop table models;

-- Counts the sets of definitions a workspace has had; a state written under another one is folded from history.
alter table workspaces add column generation int not null default 0;
alter table states add column generation int not null default 0;

-- One runs at a time in a workspace. Parts done are not done again after a stop; "log_id" is what it began with.
create table replays (
  id uuid primary key default gen_random_uuid(),
  workspace_id text not null references workspaces on delete cascade,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  changes jsonb not null,
  saved_by text,
  generation int not null,
  attempt int not null default 1,
  now bigint not null,
  log_id bigint not null,
  parts int not null default 1,
  parts_done int[] not null default '{}',
  done bigint not null default 0,
  total bigint not null default 0,
  error text,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create unique index on replays (workspace_id) where state = 'running';
create index on replays (workspace_id, started_at desc);

-- Keys of tracks whose rows nobody reads any more, to be deleted in the background.
create table obsolete_tracks (
  workspace_id text not null,
  track text not null,
  primary key (workspace_id, track)
);
`,
};
