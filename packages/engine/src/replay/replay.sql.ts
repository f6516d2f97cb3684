/** One workspace at a time: saves, cancels and swaps wait for each other. */
export const lockWorkspace = `select generation from workspaces where id = $1 for update`;

const COLUMNS = `id, workspace_id, state, changes, saved_by, generation, now::float8, log_id::float8, parts, parts_done,
  done::float8, total::float8, error, started_at, finished_at`;

export const selectRunning = `select ${COLUMNS} from replays where workspace_id = $1 and state = 'running' for update`;

export const selectReplay = `select ${COLUMNS} from replays where workspace_id = $1 and id = $2`;

export const selectReplays = `
select ${COLUMNS} from replays where workspace_id = $1
order by state = 'running' desc, started_at desc limit $2`;

/** The next one to work on, in whatever workspace. */
export const nextReplay = `select ${COLUMNS} from replays where state = 'running' order by started_at limit 1`;

/** A number that no set of definitions and no replay of this workspace has had. */
export const nextGeneration = `
select greatest(w.generation, coalesce((select max(r.generation) from replays r where r.workspace_id = w.id), 0)) + 1 as generation
from workspaces w where w.id = $1`;

export const insertReplay = `
insert into replays (workspace_id, state, changes, saved_by, generation, now, log_id)
values ($1, 'running', $2, $3, $4, $5, -1) returning ${COLUMNS}`;

/** More changes come to one that runs: it begins again. */
export const extendReplay = `
update replays set changes = $3, saved_by = $4, generation = $5, now = $6, log_id = -1, attempt = attempt + 1,
  parts = 1, parts_done = '{}', done = 0, total = 0
where workspace_id = $1 and id = $2 and state = 'running' returning ${COLUMNS}`;

export const beginReplay = `
update replays set now = $3, log_id = $4, parts = $5, total = $6 where id = $1 and generation = $2 and state = 'running'`;

export const tellProgress = `
update replays set done = $3 where id = $1 and generation = $2 and state = 'running' returning id`;

export const finishPart = `
update replays set parts_done = array_append(parts_done, $3), done = greatest(done, $4)
where id = $1 and generation = $2 and state = 'running' returning id`;

export const isCurrent = `select 1 as current from replays where id = $1 and generation = $2 and state = 'running'`;

export const endReplay = `
update replays set state = $3, error = $4, finished_at = now(), done = case when $3 = 'done' then total else done end
where workspace_id = $1 and id = $2 and state = 'running' returning ${COLUMNS}`;

export const writeObsolete = `
insert into obsolete_tracks (workspace_id, track) select $1, unnest($2::text[]) on conflict do nothing`;

export const deleteDefinition = `delete from definitions where workspace_id = $1 and kind = $2 and id = $3`;

/** The next version of a definition, also where an earlier one was deleted. */
export const upsertDefinition = `
insert into definitions (workspace_id, kind, id, version, track, definition, preset, active)
values ($1, $2, $3, $4, $5, $6, false, true)
on conflict (workspace_id, kind, id) do update
set version = excluded.version, track = excluded.track, definition = excluded.definition, preset = false, active = true,
  updated_at = now()`;

export const retrack = `update definitions set track = $4 where workspace_id = $1 and kind = $2 and id = $3`;

export const insertVersion = `
insert into definition_versions (workspace_id, kind, id, version, definition, saved_by)
select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5
from definition_versions where workspace_id = $1 and kind = $2 and id = $3
returning version`;

export const setGeneration = `update workspaces set generation = $2 where id = $1`;

/** Customers of some profiles, and everyone who signed in on a device among them, wait for a fold of history. */
export const markTouched = `
update states set stale = true, due = null where workspace_id = $1 and customer_id in (
  select customer_id from profiles where workspace_id = $1 and profile_id = any($2::uuid[])
  union select customer_id from spans where workspace_id = $1 and profile_id = any($2::uuid[]))`;

export const touchedSince = `
select distinct profile_id from interactions where workspace_id = {workspace:String} and log_id > {after:UInt64}`;

export const countOfWorkspace = `
select coalesce(sum(interactions), 0)::float8 as interactions from customers where workspace_id = $1`;

export const selectObsolete = `select workspace_id, track from obsolete_tracks order by workspace_id, track limit 1`;

export const deleteSomePositions = `
delete from positions where ctid = any(array(
  select ctid from positions where workspace_id = $1 and model = $2 limit $3)) returning 1 as one`;

export const deleteMovementsOfTrack = `
alter table movements delete where workspace_id = {workspace:String} and model = {track:String}`;

export const forgetObsolete = `delete from obsolete_tracks where workspace_id = $1 and track = $2`;

export const standingOf = `
select customer_id as id, stage, since::float8 from positions
where workspace_id = $1 and model = $2 and customer_id = any($3::uuid[])`;

export const sizeOfWorkspace = `
select count(*)::float8 as customers, coalesce(sum(interactions), 0)::float8 as interactions from customers where workspace_id = $1`;

export const namesOfCustomers = `
select customer_id as id, name from customers where workspace_id = $1 and customer_id = any($2::uuid[])`;

const MADE_WHAT_IS_LIVE = `state = 'done' and exists (
  select 1 from workspaces w where w.id = replays.workspace_id and w.generation = replays.generation)`;

/** The replay that made what is live in each workspace, where one did. */
export const replaysOfLive = `select id from replays where ${MADE_WHAT_IS_LIVE} order by id`;

export const replayOfLive = `select ${COLUMNS} from replays where id = $1 and ${MADE_WHAT_IS_LIVE}`;

export const hasUnsettled = `
select exists (select 1 from states where workspace_id = $1 and generation < $2 and not stale) as unsettled`;

const NONE_RUNS = `not exists (select 1 from replays where state = 'running')`;

export const noneRuns = `select 1 as calm where ${NONE_RUNS}`;

/** While the definitions are those of a generation, and nobody, in whatever workspace, waits for a replay. */
export const isCalm = `
select 1 as calm from workspaces where id = $1 and generation = $2 and ${NONE_RUNS}`;
