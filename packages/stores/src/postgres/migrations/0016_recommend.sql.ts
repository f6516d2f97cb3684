/** What customers may buy next: how products follow from one another, and what each customer bought. */
export const recommend = {
  id: '0016_recommend',
  sql: `
-- One row per workspace; "mark" changes whenever what it is made of does. "model" is the answer, or what it lacks.
create table recommend_models (
  workspace_id text primary key references workspaces on delete cascade,
  measured_at bigint not null,
  took int not null,
  mark text not null,
  purchases bigint not null,
  model jsonb not null
);

-- Numbered from 0, most buyers first. "follows" is [product, weight, share of its buyers, …]; "together" and "after" are
-- [product, customers, …].
create table recommend_products (
  workspace_id text not null references workspaces on delete cascade,
  product int not null,
  key text not null,
  name text not null,
  category text,
  buyers int not null,
  share float8 not null,
  again float8 not null,
  rest float8 not null,
  follows jsonb not null,
  together jsonb not null,
  after jsonb not null,
  primary key (workspace_id, product)
);
create unique index recommend_products_key on recommend_products (workspace_id, key);

-- The different products of each customer, the newest bought first.
create table recommend_customers (
  workspace_id text not null references workspaces on delete cascade,
  customer_id uuid not null,
  products int[] not null,
  primary key (workspace_id, customer_id)
);
`,
};
