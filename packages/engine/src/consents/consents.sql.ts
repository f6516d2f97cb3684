/** [CONSENT-2] What was said later counts; of the same instant, no. */
export const sayConsent = `
insert into consents (workspace_id, profile_id, channel, purpose, given, at, proof) values ($1, $2, $3, $4, $5, $6, $7::jsonb)
on conflict (workspace_id, profile_id, channel, purpose) do update
set given = excluded.given, at = excluded.at, proof = excluded.proof
where excluded.at > consents.at or (excluded.at = consents.at and not excluded.given)`;

/** The last word of a customer on a purpose, under whichever of their identifiers it was said. */
export const lastSaid = `
select c.given from consents c join profiles p on p.workspace_id = c.workspace_id and p.profile_id = c.profile_id
where p.workspace_id = $1 and p.customer_id = $2 and c.channel = $3 and c.purpose = $4
order by c.at desc, c.given limit 1`;

export const saidByCustomer = `
select distinct on (c.channel, c.purpose) c.channel, c.purpose, c.given, c.at::float8 as at, c.proof
from consents c join profiles p on p.workspace_id = c.workspace_id and p.profile_id = c.profile_id
where p.workspace_id = $1 and p.customer_id = $2
order by c.channel, c.purpose, c.at desc, c.given`;

export const isSuppressed = `
select reason from suppressions where workspace_id = $1 and channel = $2 and address = $3`;

export const suppress = `
insert into suppressions (workspace_id, channel, address, reason, at)
select $1, $2, address, $4, $5 from unnest($3::bytea[]) as address on conflict do nothing returning 1 as added`;
