/** Answers kept of large workspaces. */
const OF_QUESTION = `k.workspace_id = $1 and k.question = $2 and k.period_from = $3 and k.period_to = $4`;

export const selectKept = `
select k.answer, k.measured_at::float8, k.read_at::float8 from kept_answers k
join workspaces w on w.id = k.workspace_id and w.generation = k.generation
where ${OF_QUESTION}`;

export const generationOf = `select generation from workspaces where id = $1`;

/** One more person than may be in a small workspace: found without counting all of them. */
export const isLarge = `
select exists (select 1 from customers where workspace_id = $1 offset $2 limit 1) as large`;

/** Nothing is kept when other definitions have become live meanwhile. */
export const upsertKept = `
insert into kept_answers (workspace_id, question, period_from, period_to, generation, measured_at, read_at, answer)
select id, $2, $3, $4, generation, $6, $7, $8::jsonb from workspaces where id = $1 and generation = $5
on conflict (workspace_id, question, period_from, period_to) do update
set generation = excluded.generation, measured_at = excluded.measured_at, answer = excluded.answer,
  read_at = greatest(kept_answers.read_at, excluded.read_at)`;

export const markRead = `update kept_answers k set read_at = $5 where ${OF_QUESTION}`;

export const deleteKept = `delete from kept_answers k where ${OF_QUESTION}`;

export const deleteUnread = `delete from kept_answers where read_at < $1`;

/** Workspaces with more people than so many. */
export const largeWorkspaces = `
select w.id, w.timezone from workspaces w
where exists (select 1 from customers c where c.workspace_id = w.id offset $1 limit 1) order by w.id`;

export const isKept = `
select exists (select 1 from kept_answers k join workspaces w on w.id = k.workspace_id and w.generation = k.generation
  where ${OF_QUESTION}) as kept`;

/** Answers read lately that were of a day not yet over, and are of other definitions, or of a day that is over now. */
export const selectDue = `
select k.workspace_id, k.question, k.period_from::float8, k.period_to::float8, k.read_at::float8, w.timezone
from kept_answers k join workspaces w on w.id = k.workspace_id
where k.period_to > k.measured_at and (k.generation <> w.generation or k.period_to <= $1)
order by k.read_at desc limit 20`;
