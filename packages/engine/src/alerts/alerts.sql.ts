export const lockJudging = `select pg_advisory_xact_lock(hashtext('parcours alerts'), hashtext($1))`;

export const selectRuns = `
select w.id as workspace, w.timezone, r.ran_at::float8 from workspaces w
left join alert_runs r on r.workspace_id = w.id order by w.id`;
export const selectRun = `select judged_until, watched, too_little from alert_runs where workspace_id = $1`;
export const saveRun = `
insert into alert_runs (workspace_id, judged_until, ran_at, watched, too_little) values ($1, $2, $3, $4, $5)
on conflict (workspace_id) do update set judged_until = excluded.judged_until, ran_at = excluded.ran_at,
  watched = excluded.watched, too_little = excluded.too_little`;

export const selectWatches = `select series, watch from watches where workspace_id = $1`;
export const saveWatches = `
insert into watches (workspace_id, series, watch)
select $1, w.series, w.watch from jsonb_to_recordset($2::jsonb) as w(series text, watch jsonb)
on conflict (workspace_id, series) do update set watch = excluded.watch`;
/** Those of models that were changed or are no longer in use. */
export const forgetWatches = `delete from watches where workspace_id = $1 and not series = any($2::text[])`;

const ALERT = 'id, opened_on, closed_on, reason, found_at::float8, parts, days';
export const selectOpen = `select ${ALERT} from alerts where workspace_id = $1 and closed_on is null order by opened_on`;
export const selectAlerts = `
select ${ALERT} from alerts where workspace_id = $1 and (closed_on is null or (not $2::boolean and opened_on > $3))
order by (closed_on is not null), opened_on desc limit 100`;
export const insertAlert = `
insert into alerts (workspace_id, opened_on, closed_on, reason, found_at, parts, days) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (workspace_id, opened_on) do nothing`;
export const updateAlert = `
update alerts set closed_on = $2, reason = $3, parts = $4, days = $5 where id = $1`;
export const foundBetween = `
select ${ALERT} from alerts where workspace_id = $1 and found_at > $2 and found_at <= $3 order by opened_on`;
