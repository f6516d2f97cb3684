/** Where flows stand, beside their versions. */
export const selectStates = `
select id, state, version, activated_at::float8 as activated_at from flows where workspace_id = $1`;

export const insertDraft = `insert into flows (workspace_id, id, state) values ($1, $2, 'draft') on conflict do nothing`;

/** From one of some states ($4) to another; nothing where it is in none of those. */
export const moveState = `
update flows set state = $3, version = coalesce($5, version), activated_at = coalesce($6, activated_at)
where workspace_id = $1 and id = $2 and state = any($4::text[]) returning state`;

/** Of each flow: who began, who is in it, how it ended, what it asked to be sent. */
export const countFlows = `
select e.flow as id, count(*) filter (where outcome is distinct from 'refused')::float8 as begun,
  count(*) filter (where node is not null)::float8 as inside,
  count(*) filter (where outcome = 'goal')::float8 as goal,
  coalesce(max(m.sent), 0)::float8 as sent
from flow_enrolments e
left join (select flow, count(*) as sent from flow_messages where workspace_id = $1 group by flow) m on m.flow = e.flow
where e.workspace_id = $1 group by e.flow`;

/** Who waits at each node, in which version. */
export const countWaiting = `
select node, count(*)::float8 as customers from flow_enrolments
where workspace_id = $1 and flow = $2 and node is not null group by node`;

/** Who passed each node, by which way, and what was held. */
export const countPassed = `
select node, way, held, count(*)::float8 as customers from flow_passed
where workspace_id = $1 and flow = $2 group by node, way, held`;

export const countEnded = `
select outcome, reason, count(*)::float8 as customers from flow_enrolments
where workspace_id = $1 and flow = $2 and outcome is not null group by outcome, reason`;

/** People at a node ($3: waiting or passed), the last first. */
export const selectWaiting = `
select e.customer_id as id, c.name, e.since::float8 as at, e.due::float8 as due, null as held
from flow_enrolments e left join customers c on c.workspace_id = e.workspace_id and c.customer_id = e.customer_id
where e.workspace_id = $1 and e.flow = $2 and e.node = $3 order by e.since desc, e.id limit $4`;
export const selectPassed = `
select e.customer_id as id, c.name, p.at::float8 as at, null as due, p.held
from flow_passed p join flow_enrolments e on e.workspace_id = p.workspace_id and e.id = p.enrolment
left join customers c on c.workspace_id = e.workspace_id and c.customer_id = e.customer_id
where p.workspace_id = $1 and p.flow = $2 and p.node = $3 order by p.at desc, e.id limit $4`;

/** Whatever flows decided for one customer, the last first. */
export const selectOfCustomer = `
select e.flow, e.version, e.entered::float8 as entered, e.node, e.since::float8 as since, e.due::float8 as due, e.outcome, e.reason,
  coalesce((
    select jsonb_agg(jsonb_build_object('node', p.node, 'at', p.at, 'held', p.held, 'content', m.content) order by p.at, p.node)
    from flow_passed p left join flow_messages m
      on m.workspace_id = p.workspace_id and m.enrolment = p.enrolment and m.node = p.node
    where p.workspace_id = e.workspace_id and p.enrolment = e.id
  ), '[]') as passed
from flow_enrolments e where e.workspace_id = $1 and e.customer_id = $2 order by e.since desc, e.id limit 200`;

/** Everybody who began since an instant: whether they are only watched. */
export const selectBegun = `
select id::text, customer_id as customer, entered::float8 as entered, outcome = 'holdout' as held from flow_enrolments
where workspace_id = $1 and flow = $2 and outcome is distinct from 'refused' order by entered, id limit $3`;

export const selectSent = `
select node, customer_id as customer, at::float8 as at from flow_messages
where workspace_id = $1 and flow = $2 order by at, cause limit $3`;

export const removeEnrolment = `
update flow_enrolments set node = null, due = null, watched = false, outcome = 'removed', since = $4
where workspace_id = $1 and flow = $2 and customer_id = $3 and node is not null returning id`;

export const customersThere = `
select customer_id as id from customers where workspace_id = $1 and customer_id = any($2::uuid[])`;

export const enrolByHand = `
insert into flow_causes (workspace_id, flow, customer_id, begun_by, begun_at, log_id)
select $1, $2, c, $4, $5, 0 from unnest($3::uuid[]) as c`;
