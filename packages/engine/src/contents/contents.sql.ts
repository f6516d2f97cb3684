/** Contents are kept with the other definitions' versions; a null one is a deletion. */
export const selectContents = `
select * from (
  select distinct on (id) id, version, definition, saved_at, saved_by from definition_versions
  where workspace_id = $1 and kind = 'content' order by id, version desc
) newest where definition is not null order by saved_at desc, id`;

/** The newest version, or the one asked for. */
export const selectContent = `
select id, version, definition, saved_at, saved_by from definition_versions
where workspace_id = $1 and kind = 'content' and id = $2 and ($3::int is null or version = $3)
order by version desc limit 1`;

/** The next version; nothing where somebody else saved one since $5, or at the same time. */
export const insertContent = `
with held as (
  select coalesce(max(version), 0) as version from definition_versions
  where workspace_id = $1 and kind = 'content' and id = $2
)
insert into definition_versions (workspace_id, kind, id, version, definition, saved_by)
select $1, 'content', $2, version + 1, $3::jsonb, $4 from held where $5::int is null or version = $5
on conflict do nothing
returning id, version, definition, saved_at, saved_by`;

export const selectWorkspaceName = 'select name from workspaces where id = $1';

/** Customers that are looked at, those seen last first. */
const LOOKED_AT = 20_000;
const SEEN = `select traits from customers where workspace_id = $1 order by last_seen desc limit ${LOOKED_AT}`;

export const traitsSeen = `
select distinct jsonb_object_keys(traits) as name from (${SEEN}) c where jsonb_typeof(traits) = 'object' limit 500`;

/** How many have no value at a path of their traits; $2: [{name, path, other}], the other spelling's path beside it. */
export const lackingTraits = `
select v.name, count(*)::float8 as customers,
  (count(*) filter (where coalesce(nullif(trim(c.traits #>> v.path), ''), nullif(trim(c.traits #>> v.other), '')) is null))::float8 as lacking
from (${SEEN}) c cross join jsonb_to_recordset($2::jsonb) as v(name text, path text[], other text[])
group by v.name`;
