/** What people write on a journey map, with every version of it. It names no customer. */
export const lanes = {
  id: '0015_lanes',
  sql: `
-- A note of one map: of a model and a persona, '' for everybody. A deleted one keeps its row, so that it can come back.
create table map_notes (
  workspace_id text not null references workspaces on delete cascade,
  id uuid not null default gen_random_uuid(),
  model text not null,
  persona text not null,
  version int not null default 1,
  content jsonb not null,
  follows jsonb,
  deleted boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by text not null,
  primary key (workspace_id, id)
);
create index map_notes_map on map_notes (workspace_id, model, persona, created_at);

-- Every version there ever was; a null content is a deletion.
create table map_note_versions (
  workspace_id text not null references workspaces on delete cascade,
  note_id uuid not null,
  version int not null,
  content jsonb,
  saved_at timestamptz not null default now(),
  saved_by text not null,
  primary key (workspace_id, note_id, version)
);
`,
};
