/** What customers are worth: the model last fitted to a workspace's purchases, and what it says of each customer. */
export const value = {
  id: '0014_value',
  sql: `
-- One row per workspace; "mark" changes whenever what the model is made of does. "model" is the answer, or what it lacks.
create table value_models (
  workspace_id text primary key references workspaces on delete cascade,
  measured_at bigint not null,
  took int not null,
  mark text not null,
  purchases bigint not null,
  model jsonb not null
);

-- Instants in ms; the outlook is null where there was too little to fit a model to. Scores from 1 to 5.
create table value_customers (
  workspace_id text not null,
  customer_id uuid not null,
  purchases int not null,
  spent float8 not null,
  first_at bigint not null,
  last_at bigint not null,
  alive float8,
  expected float8,
  mean float8,
  value float8,
  next_at bigint,
  recency smallint not null,
  frequency smallint not null,
  monetary smallint not null,
  primary key (workspace_id, customer_id)
);
create index value_customers_value on value_customers (workspace_id, value desc nulls last, customer_id);
create index value_customers_scores on value_customers (workspace_id, recency, frequency);
`,
};
