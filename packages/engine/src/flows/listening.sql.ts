/** What active flows wait for, and the workspaces in which somebody in a flow is watched. */
export const selectListening = `
select f.workspace_id, f.id, v.definition -> 'trigger' as trigger
from flows f join definition_versions v
  on v.workspace_id = f.workspace_id and v.kind = 'flow' and v.id = f.id and v.version = f.version
where f.state = 'active'`;

/** Each a row {w, c, f, b, a, d}: workspace, customer, flow, by what it is begun, when, and what else is known of it. */
export const insertCauses = `
insert into flow_causes (workspace_id, customer_id, flow, begun_by, begun_at, detail, log_id, outbox_id)
select w, c, f, b, a, coalesce(d, '{}'), $2, $3
from json_to_recordset($1::json) as r(w text, c uuid, f text, b text, a bigint, d jsonb)`;

/** Of customers ({w, c}) those who are watched. */
export const insertWakes = `
insert into flow_wakes (workspace_id, enrolment, log_id, outbox_id)
select e.workspace_id, e.id, $2, $3 from json_to_recordset($1::json) as r(w text, c uuid)
join flow_enrolments e on e.workspace_id = r.w and e.customer_id = r.c and e.watched`;

/** Each a row {w, c, u}. */
export const insertImports = `
insert into flow_imports (workspace_id, customer_id, until)
select w, c, u from json_to_recordset($1::json) as r(w text, c uuid, u bigint)
on conflict (workspace_id, customer_id) do update set until = greatest(flow_imports.until, excluded.until)`;
