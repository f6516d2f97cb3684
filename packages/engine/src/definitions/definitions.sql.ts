export const selectDefinitions = `
select d.kind, d.id, d.version, d.track, d.definition, d.preset, d.active, w.timezone, w.generation
from workspaces w left join definitions d on d.workspace_id = w.id
where w.id = $1 order by d.kind, d.id`;

export const insertPresets = `
with given as (
  insert into definitions (workspace_id, kind, id, track, definition, preset)
  select $1, 'model', definition->>'id', definition->>'id', definition, true from jsonb_array_elements($2::jsonb) as g(definition)
  on conflict do nothing
  returning workspace_id, kind, id, version, definition
)
insert into definition_versions (workspace_id, kind, id, version, definition) select * from given on conflict do nothing`;

export const selectVersions = `
select version, definition, saved_at, saved_by from definition_versions
where workspace_id = $1 and kind = $2 and id = $3 order by version desc limit 200`;

export const selectVersion = `
select definition from definition_versions where workspace_id = $1 and kind = $2 and id = $3 and version = $4`;

/** How many stand in each stage of some tracks. */
export const countStanding = `
select model as track, stage, count(distinct customer_id)::float8 as customers from positions
where workspace_id = $1 and model = any($2::text[]) group by model, stage`;
