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
