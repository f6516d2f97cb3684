/** How long people stay in each stage before they move on, measured over all of them. */
export const pace = {
  id: '0012_pace',
  sql: `
-- One row per workspace: which measurement counts, and what it was made of, to know when it is due again.
create table pace_measures (
  workspace_id text primary key references workspaces on delete cascade,
  version int not null,
  measured_at bigint not null,
  movements bigint not null,
  tracks text[] not null
);

-- A curve per stage and persona, '' for all; "track" is the key of the model's rows. Limits in ms, null where too few left upwards.
create table pace_curves (
  workspace_id text not null references workspaces on delete cascade,
  track text not null,
  stage text not null,
  persona text not null,
  version int not null,
  stays bigint not null,
  left_up bigint not null,
  quarter bigint,
  half bigint,
  three_quarters bigint,
  nine_tenths bigint,
  curve jsonb not null,
  primary key (workspace_id, track, stage, persona)
);
`,
};
