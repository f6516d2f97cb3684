export const insertDelivery = `
insert into deliveries (workspace_id, cause, customer_id, channel, purpose, content, origin, origin_id, node, state, asked_at, next_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $11)
on conflict (workspace_id, cause) do nothing returning id`;

/** Of messages whose claim has lapsed, those a mail server may have taken are not sent again by themselves [SEND-1]. */
export const noteUnsure = `
update deliveries set state = 'unsure', claimed_until = null, ended_at = $1
where state = 'handing' and claimed_until <= $1 returning id`;

/** Claims some that are due: nobody else takes them until the claim lapses. */
export const claimDue = `
update deliveries d set state = 'sending', claimed_until = $2, tries = tries + 1
from workspaces w
where (d.workspace_id, d.id) in (
    select workspace_id, id from deliveries
    where channel = $3 and ((state = 'queued' and next_at <= $1) or (state = 'sending' and claimed_until <= $1))
      and not exists (select 1 from channels_held h where h.channel = deliveries.channel and h.until > $1)
    order by next_at limit $4 for update skip locked)
  and w.id = d.workspace_id
returning d.workspace_id as workspace, d.id, d.cause, d.customer_id as customer, d.purpose, d.content, d.tries,
  d.asked_at::float8 as asked, d.origin, d.origin_id, d.node`;

const WHICH = `workspace_id = $1 and id = $2`;
/** [SEND-1] From here on it may have been sent; said only by who still holds the claim. */
export const noteHanding = `
update deliveries set state = 'handing', claimed_until = $3 where ${WHICH} and state = 'sending' and claimed_until > $4 returning id`;
export const noteEnded = `
update deliveries set state = $3, reason = $4, trouble = $5, ended_at = $6, claimed_until = null where ${WHICH}`;
/** It was not taken: it waits. A failure that is the channel's is no try of the message. */
export const noteWaiting = `
update deliveries set state = 'queued', next_at = $3, trouble = $4, claimed_until = null, tries = tries - $5 where ${WHICH}`;

/** Holds it longer after each failure in a row; those that failed together are one. */
export const holdChannel = `
insert into channels_held (channel, until, trouble, failures) values ($1, $2, $3, 1)
on conflict (channel) do update set until = $4, trouble = excluded.trouble, failures = channels_held.failures + 1
where channels_held.until <= $5`;
export const failuresOf = `select failures from channels_held where channel = $1`;
export const freeChannel = `delete from channels_held where channel = $1`;

/** Who is to get it: their address, and an identifier to say what happened under. */
export const recipientOf = `
select c.email, p.kind, p.value from customers c
left join lateral (
  select kind, value from profiles where workspace_id = c.workspace_id and customer_id = c.customer_id
  order by (profile_id = customer_id) desc, kind desc, value limit 1) p on true
where c.workspace_id = $1 and c.customer_id = $2`;
