export const selectModels = `
select id, version, definition, preset, active from models where workspace_id = $1`;

export const upsertModel = `
insert into models (workspace_id, id, definition, preset, active) values ($1, $2, $3, false, true)
on conflict (workspace_id, id) do update
set definition = excluded.definition, version = models.version + 1, preset = false, active = true, updated_at = now()
returning id, version, definition, preset, active`;
