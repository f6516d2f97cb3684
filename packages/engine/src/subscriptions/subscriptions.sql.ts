const ASKED = 'story, alerts, language, weekday, hour';
export const selectSubscription = `
select ${ASKED}, since::float8 from subscriptions where workspace_id = $1 and user_id = $2`;
export const saveSubscription = `
insert into subscriptions (workspace_id, user_id, ${ASKED}, since) values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (workspace_id, user_id) do update set story = excluded.story, alerts = excluded.alerts,
  language = excluded.language, weekday = excluded.weekday, hour = excluded.hour, since = excluded.since`;
/** What is no longer wanted is not sent later. */
export const dropUnwanted = `
delete from mails m using subscriptions s
where m.workspace_id = $1 and m.user_id = $2 and m.state in ('due', 'held', 'sending')
  and s.workspace_id = m.workspace_id and s.user_id = m.user_id
  and not (case m.kind when 'story' then s.story else s.alerts end)`;
export const turnOff = `
update subscriptions set story = story and $3 <> 'story', alerts = alerts and $3 <> 'alerts'
where workspace_id = $1 and user_id = $2`;

export const selectAll = `
select s.workspace_id as workspace, s.user_id as person, w.timezone, s.story, s.alerts, s.language, s.weekday, s.hour, s.since::float8
from subscriptions s join members m on m.workspace_id = s.workspace_id and m.user_id = s.user_id
join workspaces w on w.id = s.workspace_id where s.story or s.alerts order by 1, 2`;
export const plan = `
insert into mails (workspace_id, user_id, kind, period, state, next_at) values ($1, $2, $3, $4::date, 'due', $5)
on conflict do nothing`;
export const foundSince = `
select found_at::float8 from alerts where workspace_id = $1 and found_at > $2 order by found_at`;
export const dropOld = `
update mails set state = 'dropped', claimed_until = null where state in ('due', 'held') and period < $1::date`;

/**
 * Claims the next that is due, before it is sent: nobody else takes it until the claim lapses. One whose claim has lapsed may have
 * been sent by a process that was killed before it could say so.
 */
export const claim = `
update mails m set state = 'sending', claimed_until = $2, tries = tries + 1
from subscriptions s, members b, workspaces w, auth_users u
where (m.workspace_id, m.user_id, m.kind, m.period) = (
    select workspace_id, user_id, kind, period from mails
    where (state in ('due', 'held') and next_at <= $1) or (state = 'sending' and claimed_until <= $1)
    order by next_at, workspace_id, user_id limit 1 for update skip locked)
  and s.workspace_id = m.workspace_id and s.user_id = m.user_id
  and b.workspace_id = m.workspace_id and b.user_id = m.user_id
  and w.id = m.workspace_id and u.id = m.user_id
returning m.workspace_id as workspace, m.user_id as person, m.kind, m.period::text, m.tries, w.name, w.timezone, w.currency,
  u.email, s.language, s.hour, s.since::float8`;
const WHICH = 'workspace_id = $1 and user_id = $2 and kind = $3 and period = $4::date';
export const noteSent = `
update mails set state = 'sent', sent_at = $5, claimed_until = null, trouble = null where ${WHICH}`;
export const noteHeld = `
update mails set state = 'held', next_at = $5, trouble = $6, claimed_until = null where ${WHICH}`;
export const noteDropped = `update mails set state = 'dropped', claimed_until = null where ${WHICH}`;

export const selectState = `
select max(sent_at)::float8 as sent, count(*) filter (where state in ('held', 'due') and next_at > 0)::int as held,
  max(trouble) filter (where state = 'held') as trouble
from mails where workspace_id = $1 and user_id = $2`;
/** Once the mail server is set, or mended, what was held need not wait. */
export const releaseHeld = `update mails set next_at = $2 where workspace_id = $1 and state = 'held' and next_at > $2`;
export const emailOf = `
select u.email from auth_users u join members m on m.user_id = u.id where m.workspace_id = $1 and u.id = $2`;
