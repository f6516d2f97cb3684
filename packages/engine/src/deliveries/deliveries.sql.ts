export const insertDelivery = `
insert into deliveries (workspace_id, cause, customer_id, channel, purpose, content, origin, origin_id, node, state, asked_at, due_at, next_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $11, $11)
on conflict (workspace_id, cause) do nothing returning id`;

/** Of messages whose claim has lapsed, those a mail server may have taken are not sent again by themselves [SEND-1]. */
export const noteUnsure = `
update deliveries set state = 'unsure', claimed_until = null, ended_at = $1
where state = 'handing' and claimed_until <= $1 returning id`;

/** Claims some that are due: nobody else takes them until the claim lapses. */
export const claimDue = `
update deliveries d set state = 'sending', claimed_until = $2, tries = tries + 1
where (d.workspace_id, d.id) in (
    select workspace_id, id from deliveries
    where channel = $3 and ((state = 'queued' and next_at <= $1) or (state = 'sending' and claimed_until <= $1))
      and not exists (select 1 from channels_held h where h.channel = deliveries.channel and h.until > $1)
    order by next_at limit $4 for update skip locked)
returning d.workspace_id as workspace, d.id, d.cause, d.customer_id as customer, d.purpose, d.content, d.tries,
  d.due_at::float8 as due, d.claimed_until::float8 as claim, d.origin, d.origin_id, d.node`;

const WHICH = `workspace_id = $1 and id = $2`;
/** Only who still holds the claim says what became of it. */
const MINE = `${WHICH} and state in ('sending', 'handing') and claimed_until = $3`;

/** The last word on a purpose ($4), under whichever identifier of the customer it was said. */
const SAID = `
select c.given from consents c join profiles p on p.workspace_id = c.workspace_id and p.profile_id = c.profile_id
where p.workspace_id = d.workspace_id and p.customer_id = d.customer_id and c.channel = d.channel and c.purpose = d.purpose
order by c.at desc, c.given limit 1`;
/** [SEND-2] Why a message may not be sent now on a legal basis, to an address as its hash; null when it may. */
const REFUSAL = (basis: string, hash: string): string => `
case
  when not exists (select 1 from customers c where c.workspace_id = d.workspace_id and c.customer_id = d.customer_id)
    or exists (select 1 from erasures e where e.workspace_id = d.workspace_id and e.customer_id = d.customer_id) then 'gone'
  when exists (select 1 from contact_holds h join profiles p on p.workspace_id = h.workspace_id and p.profile_id = h.profile_id
    where p.workspace_id = d.workspace_id and p.customer_id = d.customer_id) then 'on_hold'
  when exists (select 1 from customers c
    where c.workspace_id = d.workspace_id and c.customer_id = d.customer_id and c.email is null) then 'no_address'
  when ${basis}::text is null or (${basis}::text <> 'contract' and not coalesce((${SAID}), ${basis}::text = 'interest')) then 'consent'
  when exists (select 1 from suppressions s
    where s.workspace_id = d.workspace_id and s.channel = d.channel and s.address = ${hash}) then 'suppressed'
end`;
export const refusalOf = `select ${REFUSAL('$3', '$4')} as skip from deliveries d where ${WHICH}`;

/** [SEND-1] [SEND-2] From here on it may have been sent; said only by who holds the claim, and only if it may be sent now. */
export const beginHanding = `
update deliveries d set state = 'handing', claimed_until = $4
where ${WHICH} and state = 'sending' and claimed_until = $3 and (${REFUSAL('$5', '$6')}) is null
  and exists (select 1 from customers c where c.workspace_id = $1 and c.customer_id = d.customer_id and c.email = $7)
returning id`;

export const noteEnded = `
update deliveries set state = $4, reason = $5, trouble = $6, ended_at = $7, claimed_until = null where ${MINE} returning id`;
/** Who handed it over may learn late that it was taken: nobody else sends it meanwhile. */
export const noteSent = `
update deliveries set state = 'sent', ended_at = $3, claimed_until = null
where ${WHICH} and state in ('handing', 'unsure') returning id`;
/** It was not taken: it waits. A failure that is the channel's is no try of the message. */
export const noteWaiting = `
update deliveries set state = 'queued', next_at = $4, trouble = $5, claimed_until = null, tries = tries - $6 where ${MINE}`;

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

/** What somebody did with a message, the first time. */
const noteOnce = (column: string): string => `
update deliveries set ${column} = $3 where ${WHICH} and ${column} is null and state in ('sent', 'unsure', 'handing')
returning content, purpose, origin, origin_id, node, customer_id as customer`;
export const noteDone = {
  opened: noteOnce('opened_at'),
  clicked: noteOnce('clicked_at'),
  unsubscribed: noteOnce('unsubscribed_at'),
} as const;

/** The messages of a customer, under whichever identifier they were asked for, the newest first. */
export const deliveriesOf = `
select d.id, d.channel, d.purpose, d.content, d.origin, d.origin_id, d.node, d.state, d.reason, d.trouble, d.tries,
  d.asked_at::float8 as asked, d.due_at::float8 as due, d.next_at::float8 as next, d.ended_at::float8 as ended,
  d.opened_at::float8 as opened, d.clicked_at::float8 as clicked, d.unsubscribed_at::float8 as unsubscribed,
  (select k.trouble from channels_held k where k.channel = d.channel and k.until > $6) as held
from deliveries d
where d.workspace_id = $1
  and d.customer_id in (select $2::uuid union select profile_id from profiles where workspace_id = $1 and customer_id = $2)
  and ($3::bigint is null or (d.asked_at, d.id) < ($3, $4::uuid))
order by d.asked_at desc, d.id desc limit $5`;
