export const logAppend = {
  id: '0002_log_append',
  sql: `
-- Outlives the rows: ids never start again, even when every entry has been trimmed.
create sequence log_ids as bigint;
select setval('log_ids', greatest(coalesce((select max(id) from log), 0), (select max(position) from readers)) + 1, false);

-- Compressing the texts costs more than writing them; entries are trimmed once every reader is done with them.
alter table log alter column interactions set storage external;

-- The texts come as one run of bytes with their lengths: nothing has to be escaped on the way in.
-- The lock is held until commit, so that ids become visible in their order and no reader skips one.
create function append_log(workspaces text[], received bigint[], are_imported boolean[], sizes int[], lengths int[], texts bytea)
returns setof bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(7021001);
  return query
    insert into log (id, workspace_id, received_at, imported, size, interactions)
    select nextval('log_ids'), e.workspace, e.received_at, e.imported, e.size,
      convert_from(substring(texts from (e.until - e.length + 1)::int for e.length), 'UTF8')
    from (
      select u.*, sum(u.length) over (order by u.place) as until
      from unnest(workspaces, received, are_imported, sizes, lengths)
        with ordinality as u (workspace, received_at, imported, size, length, place)
      order by u.place
    ) e
    returning log.id;
end $$;
`,
};
