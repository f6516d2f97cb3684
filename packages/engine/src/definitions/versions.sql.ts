/** Definitions that no fold reads are kept by their versions alone; a null one is a deletion. $2 is their kind. */
export const selectKept = `
select * from (
  select distinct on (id) id, version, definition, saved_at, saved_by from definition_versions
  where workspace_id = $1 and kind = $2 order by id, version desc
) newest where definition is not null order by saved_at desc, id`;

/** The newest version, or the one asked for. */
export const selectOneKept = `
select id, version, definition, saved_at, saved_by from definition_versions
where workspace_id = $1 and kind = $2 and id = $3 and ($4::int is null or version = $4)
order by version desc limit 1`;

/** The next version; nothing where somebody else saved one since $6, or at the same time. */
export const insertKept = `
with held as (
  select coalesce(max(version), 0) as version from definition_versions
  where workspace_id = $1 and kind = $2 and id = $3
)
insert into definition_versions (workspace_id, kind, id, version, definition, saved_by)
select $1, $2, $3, version + 1, $4::jsonb, $5 from held where $6::int is null or version = $6
on conflict do nothing
returning id, version, definition, saved_at, saved_by`;
