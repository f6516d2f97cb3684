/** Reads and writes the last fit of each workspace, in a table of its own for each kind of fit. */
export const fitsIn = (table: 'value_models' | 'recommend_models') => ({
  selectModel: `select took, mark, model from ${table} where workspace_id = $1`,
  selectModels: `
select w.id as workspace, w.timezone, m.measured_at::float8, m.purchases::float8
from workspaces w left join ${table} m on m.workspace_id = w.id order by w.id`,
  saveModel: `
insert into ${table} (workspace_id, measured_at, took, mark, purchases, model) values ($1, $2, $3, $4, $5, $6::jsonb)
on conflict (workspace_id) do update set measured_at = excluded.measured_at, took = excluded.took, mark = excluded.mark,
  purchases = excluded.purchases, model = excluded.model`,
  /** Nothing had changed since it was measured. */
  noteLooked: `update ${table} set measured_at = $2 where workspace_id = $1`,
  /** Two fits of a workspace follow each other. */
  lockWorkspace: `select pg_advisory_xact_lock(hashtextextended('parcours ${table} ' || $1, 0))`,
});
