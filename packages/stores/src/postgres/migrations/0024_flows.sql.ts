/** Flows: where each stands, what begins them, and the customers in them. Their versions are with the other definitions'. */
export const flows = {
  id: '0024_flows',
  sql: `
-- "version" is the one that new customers enter, null until it was first active.
create table flows (
  workspace_id text not null references workspaces on delete cascade,
  id text not null,
  state text not null check (state in ('draft', 'active', 'paused', 'archived')),
  version int,
  activated_at bigint,
  primary key (workspace_id, id)
);
create index flows_active on flows (workspace_id) where state = 'active';

-- What may begin a flow for a customer, written with what made it so. It is acted on once the warehouse has the log up to
-- "log_id" and the movements up to "outbox_id".
create table flow_causes (
  id bigint generated always as identity primary key,
  workspace_id text not null,
  flow text not null,
  customer_id uuid not null,
  begun_by text not null,
  begun_at bigint not null,
  detail jsonb not null default '{}',
  log_id bigint not null,
  outbox_id bigint
);

-- A customer in a flow, or the decision that they do not begin it (outcome "refused", with its reason).
create table flow_enrolments (
  workspace_id text not null,
  id uuid not null,
  flow text not null,
  version int not null,
  customer_id uuid not null,
  begun_by text not null,
  begun_at bigint not null,
  entered bigint not null,
  node text,
  since bigint not null,
  due bigint,
  -- something they do may take them on before they are due
  watched boolean not null default false,
  outcome text,
  reason text,
  primary key (workspace_id, id)
) with (fillfactor = 80);
create index flow_enrolments_due on flow_enrolments (due) where due is not null;
create index flow_enrolments_of on flow_enrolments (workspace_id, customer_id, flow);
create index flow_enrolments_in on flow_enrolments (workspace_id, flow, node);

-- Customers who did something while they are watched.
create table flow_wakes (
  id bigint generated always as identity primary key,
  workspace_id text not null,
  enrolment uuid not null,
  log_id bigint not null,
  outbox_id bigint
);

-- Each node passed: when, which way out, what kept it from doing what it does.
create table flow_passed (
  workspace_id text not null,
  enrolment uuid not null,
  node text not null,
  flow text not null,
  at bigint not null,
  way smallint not null,
  held text,
  primary key (workspace_id, enrolment, node)
);
create index flow_passed_at on flow_passed (workspace_id, flow, node);

-- Messages asked for, once for each cause.
create table flow_messages (
  workspace_id text not null,
  cause text not null,
  flow text not null,
  version int not null,
  node text not null,
  enrolment uuid not null,
  customer_id uuid not null,
  content text not null,
  at bigint not null,
  primary key (workspace_id, cause)
);
create index flow_messages_of on flow_messages (workspace_id, customer_id, at);
create index flow_messages_in on flow_messages (workspace_id, flow, node);

-- Customers of whom something was imported, until when: what silence did to them before then begins nothing.
create table flow_imports (
  workspace_id text not null,
  customer_id uuid not null,
  until bigint not null,
  primary key (workspace_id, customer_id)
);
`,
};
