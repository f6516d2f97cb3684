import { type Among, amongConditions } from '../customers/among.sql.js';
import { type Statement, statement } from '../page/statement.js';

/**
 * [PACE-1] Stays in the stages of a model by how long they lasted, how many of them were left upwards and how many not, by stage
 * and by the persona that the customer is of now ('' without one). Times in ms, to four significant figures [PACE-2].
 */
export const staysByPersona = `
select stage, persona, took, toFloat64(countIf(up)) as left_up, toFloat64(countIf(not up)) as others
from (
  select stage, persona, up, intDiv(stay, unit) * unit as took,
    toUInt64(exp10(greatest(0, toInt32(length(toString(stay))) - 4))) as unit
  from (
    select stays.stage as stage, personas.persona as persona, stays.up as up,
      toUInt64(greatest(0, if(stays.ended = 0, {now:Int64}, stays.ended) - stays.began)) as stay
    from (
      select customer_id, to_stage as stage, toUnixTimestamp64Milli(at) as began,
        leadInFrame(toUnixTimestamp64Milli(at), 1, toInt64(0)) over stay as ended,
        leadInFrame(delta, 1, toInt16(0)) over stay > 0 as up
      from movements final
      where workspace_id = {workspace:String} and model = {model:String}
      window stay as (partition by customer_id, value order by at asc rows between unbounded preceding and unbounded following)
    ) as stays
    left join (
      select customer_id, argMax(to_stage, at) as persona from movements final
      where workspace_id = {workspace:String} and model = {personas:String}
      group by customer_id
    ) as personas on personas.customer_id = stays.customer_id
    where stays.stage != ''
  )
)
group by stage, persona, took`;

export const movementsByWorkspace = `
select workspace_id as workspace, toFloat64(count()) as movements from movements group by workspace_id`;

export const selectMeasures = `
select w.id as workspace, w.timezone, m.version, m.measured_at::float8, m.movements::float8, m.tracks,
  array(select d.track from definitions d where d.workspace_id = w.id and d.active and d.kind in ('model', 'personas') order by d.track) as live
from workspaces w left join pace_measures m on m.workspace_id = w.id order by w.id`;

export const selectMeasure = `select version, measured_at::float8 from pace_measures where workspace_id = $1`;

export const saveMeasure = `
insert into pace_measures (workspace_id, version, measured_at, movements, tracks) values ($1, 1, $2, $3, $4)
on conflict (workspace_id) do update set version = pace_measures.version + 1, measured_at = excluded.measured_at,
  movements = excluded.movements, tracks = excluded.tracks
returning version`;

export const deleteCurves = 'delete from pace_curves where workspace_id = $1';

export const insertCurves = `
insert into pace_curves (workspace_id, track, stage, persona, version, stays, left_up, quarter, half, three_quarters, nine_tenths, curve)
select $1, c.track, c.stage, c.persona, $2, c.stays, c.left_up, c.quarter, c.half, c.three_quarters, c.nine_tenths, c.curve
from jsonb_to_recordset($3::jsonb) as c(track text, stage text, persona text, stays bigint, left_up bigint, quarter bigint,
  half bigint, three_quarters bigint, nine_tenths bigint, curve jsonb)`;

export const selectLimits = `
select track, stage, persona, quarter::float8, half::float8, three_quarters::float8, nine_tenths::float8
from pace_curves where workspace_id = $1 and track = any($2::text[])`;

export const selectCurves = `
select stage, persona, stays::float8, left_up::float8, quarter::float8, half::float8, three_quarters::float8,
  nine_tenths::float8, curve
from pace_curves where workspace_id = $1 and track = $2`;

/** Rows are people, unless a person may come in several. */
const people = (once: boolean): string => (once ? 'count(*)' : 'count(distinct p.customer_id)');

interface PacesAsked {
  readonly of: Among;
  readonly track: string;
  /** Everybody comes in one row. */
  readonly once: boolean;
  /** The key of the personas' rows. */
  readonly personas: string;
  readonly stages: readonly string[];
  readonly personasOf: readonly (string | null)[];
  /** Instants (ms) by stage: since which one is typical at least, slower, stalled. */
  readonly typical: readonly number[];
  readonly slower: readonly number[];
  readonly stalled: readonly number[];
}

/** How many stand at each pace, by stage. A limit of a persona is for who is of it, one of no persona for everybody [PACE-3]. */
export const standingByPace = (asked: PacesAsked): Statement =>
  statement((bind) => {
    const counted = people(asked.once);
    const workspace = bind(asked.of.workspaceId);
    const limits = [asked.typical, asked.slower, asked.stalled].map((instants) => `${bind(instants)}::bigint[]`);
    const conditions = amongConditions(asked.of, bind, { customer: 'p.customer_id' });
    return `
select p.stage,
  ${counted} filter (where p.since > l.typical)::float8 as faster,
  ${counted} filter (where p.since <= l.typical and p.since >= l.slower)::float8 as typical,
  ${counted} filter (where p.since < l.slower and p.since >= l.stalled)::float8 as slower,
  ${counted} filter (where p.since < l.stalled)::float8 as stalled
from unnest(${bind(asked.stages)}::text[], ${bind(asked.personasOf)}::text[], ${limits.join(', ')})
  as l(stage, persona, typical, slower, stalled)
join positions p on p.workspace_id = ${workspace} and p.model = ${bind(asked.track)} and p.stage = l.stage
where ${[
      ...conditions,
      `(l.persona is null or exists (select 1 from positions o where o.workspace_id = ${workspace}
    and o.customer_id = p.customer_id and o.model = ${bind(asked.personas)} and o.stage = l.persona))`,
    ].join(' and ')}
group by p.stage`;
  });
