/**
 * What sending a refused event again needs of its first reception, and what lists of a million customers are read by.
 * The names are a table of their own because customers change with every interaction and names hardly ever: an index
 * by parts of words on `customers` would be written each time.
 */
export const sources = {
  id: '0008_sources',
  sql: `
alter table rejected
  -- the call the address stood for; null for events of a batch, which say their own
  add column type text,
  add column imported boolean not null default false,
  -- the batch's, in ms, and its context as JSON
  add column sent_at bigint,
  add column context text;
create index on rejected (workspace_id, code, field, id);

create extension if not exists pg_trgm;

create table customer_names (
  workspace_id text not null,
  customer_id uuid not null,
  name text,
  search text not null,
  primary key (workspace_id, customer_id)
);
insert into customer_names select workspace_id, customer_id, name, search from customers where search <> '';
create index customer_names_by_part on customer_names using gin (search gin_trgm_ops);
create index customer_names_by_name on customer_names (workspace_id, name, customer_id) where name is not null;

create function keep_customer_name() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.search = '' then
    delete from customer_names n where n.workspace_id = old.workspace_id and n.customer_id = old.customer_id;
  else
    insert into customer_names values (new.workspace_id, new.customer_id, new.name, new.search)
    on conflict (workspace_id, customer_id) do update set name = excluded.name, search = excluded.search;
  end if;
  return null;
end $$;
create trigger name_of_new_customer after insert on customers
  for each row when (new.search <> '') execute function keep_customer_name();
create trigger name_of_changed_customer after update of name, search on customers
  for each row when (new.search is distinct from old.search or new.name is distinct from old.name)
  execute function keep_customer_name();
create trigger name_of_deleted_customer after delete on customers
  for each row when (old.search <> '') execute function keep_customer_name();

-- The velocity as it would stand at one fixed instant: its order, and whether it is above a bound at any other, without the
-- time. The instant and the half-life are those of core.
alter table positions add column heading double precision not null
  generated always as (velocity * power(2::float8, (velocity_at - 1700000000000)::float8 / 2592000000)) stored;
-- Positions are written when customers move, not with every interaction.
create index positions_standing on positions (workspace_id, model, stage, since, customer_id) include (heading);
drop index positions_workspace_id_model_stage_idx;
-- Stages are of one model: without this the planner takes them to be spread over all.
create statistics positions_stages (mcv, dependencies) on workspace_id, model, stage from positions;
analyze customer_names;
analyze positions;
`,
};
