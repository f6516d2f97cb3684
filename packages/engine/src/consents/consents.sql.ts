/** [CONSENT-2] What was said later counts; of the same instant, no. */
export const sayConsent = `
insert into consents (workspace_id, profile_id, channel, purpose, given, at, proof) values ($1, $2, $3, $4, $5, $6, $7::jsonb)
on conflict (workspace_id, profile_id, channel, purpose) do update
set given = excluded.given, at = excluded.at, proof = excluded.proof
where excluded.at > consents.at or (excluded.at = consents.at and not excluded.given)`;

export const saidByCustomer = `
select distinct on (c.channel, c.purpose) c.channel, c.purpose, c.given, c.at::float8 as at, c.proof
from consents c join profiles p on p.workspace_id = c.workspace_id and p.profile_id = c.profile_id
where p.workspace_id = $1 and p.customer_id = $2
order by c.channel, c.purpose, c.at desc, c.given`;

export const suppress = `
insert into suppressions (workspace_id, channel, address, reason, at)
select $1, $2, address, $4, $5 from unnest($3::bytea[]) as address on conflict do nothing returning 1 as added`;

export const selectPurposes = `select id, name, basis from purposes where workspace_id = $1 order by place`;
export const deletePurposes = `delete from purposes where workspace_id = $1`;
export const insertPurpose = `insert into purposes (workspace_id, id, place, name, basis) values ($1, $2, $3, $4::jsonb, $5)`;

export const selectHold = `
select h.since::float8 as since, h.by, h.why from contact_holds h
join profiles p on p.workspace_id = h.workspace_id and p.profile_id = h.profile_id
where p.workspace_id = $1 and p.customer_id = $2 order by h.since limit 1`;
export const insertHold = `
insert into contact_holds (workspace_id, profile_id, since, by, why) values ($1, $2, $3, $4, $5) on conflict do nothing`;
export const deleteHolds = `
delete from contact_holds h using profiles p
where p.workspace_id = h.workspace_id and p.profile_id = h.profile_id and p.workspace_id = $1 and p.customer_id = $2`;

export const countSuppressed = `
select reason, count(*)::int as count from suppressions where workspace_id = $1 group by reason order by reason`;
export const release = `delete from suppressions where workspace_id = $1 and channel = $2 and address = $3 returning 1 as gone`;
