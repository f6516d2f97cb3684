/** What messages are for in a workspace, customers nobody writes to for now, and what came of each message. */
export const preferences = {
  id: '0027_preferences',
  sql: `
-- In the order in which they are shown; a workspace without any has those every workspace begins with.
create table purposes (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  place int not null,
  name jsonb not null,
  basis text not null check (basis in ('consent', 'contract', 'interest')),
  primary key (workspace_id, id)
);

-- Until it is taken off, nobody writes to whoever has this identifier.
create table contact_holds (
  workspace_id text not null references workspaces on delete cascade,
  profile_id uuid not null,
  since bigint not null,
  by text not null,
  why text,
  primary key (workspace_id, profile_id)
);

-- "due_at" is the instant a message was asked for; "next_at" moves with each try. "held" waits for whoever held it.
alter table deliveries
  add column due_at bigint,
  add column opened_at bigint,
  add column clicked_at bigint,
  add column unsubscribed_at bigint,
  drop constraint deliveries_state_check,
  add constraint deliveries_state_check
    check (state in ('queued', 'held', 'sending', 'handing', 'sent', 'unsure', 'failed', 'skipped'));
update deliveries set due_at = next_at;
alter table deliveries alter column due_at set not null;
`,
};
