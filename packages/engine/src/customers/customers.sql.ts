/** One customer, or what is known of several. */
export const positionsOf = `
select customer_id, model, value, stage, rank, since::float8, velocity, velocity_at::float8, last
from positions where workspace_id = $1 and customer_id = any($2::uuid[]) and model = any($3::text[])
order by model, value`;

export const customerById = `
select customer_id as id, name, email, first_seen::float8, last_seen::float8, interactions, traits
from customers where workspace_id = $1 and customer_id = $2`;

/** The customer of the first of these profiles that is known. */
export const customerOfProfile = `
select c.customer_id as id
from unnest($2::uuid[]) with ordinality as asked(profile_id, place)
join profiles p on p.workspace_id = $1 and p.profile_id = asked.profile_id
join customers c on c.workspace_id = $1 and c.customer_id = p.customer_id
order by asked.place limit 1`;

/** $3: a pattern of the address, by which the names are narrowed down first. */
export const customerOfEmail = `
select c.customer_id as id
from customer_names n join customers c on c.workspace_id = n.workspace_id and c.customer_id = n.customer_id
where n.workspace_id = $1 and n.search like $3 and lower(c.email) = lower($2)
order by c.last_seen desc, c.customer_id limit 1`;

export const identifiersOf = `
select kind, value from profiles
where workspace_id = $1 and (profile_id = $2 and customer_id = $2 or customer_id <> profile_id and customer_id = $2)
order by kind desc, value limit 1000`;

/** Which stretches of which profiles are this customer's: (after, until] per profile, null for no bound. */
export const stretchesOf = `
select p.profile_id, (select max(s.until) from spans s where s.workspace_id = $1 and s.profile_id = p.profile_id)::float8
  as after, null::float8 as until
from profiles p
where p.workspace_id = $1 and (p.profile_id = $2 and p.customer_id = $2 or p.customer_id <> p.profile_id and p.customer_id = $2)
union all
select s.profile_id, (select max(e.until) from spans e where e.workspace_id = $1 and e.profile_id = s.profile_id
  and e.until < s.until)::float8, s.until::float8
from spans s where s.workspace_id = $1 and s.customer_id = $2`;

export const stateOf = 'select state, generation from states where workspace_id = $1 and customer_id = $2';

export const namesOfCustomers = `
select customer_id as id, name from customers where workspace_id = $1 and customer_id = any($2::uuid[])`;

/** The customer behind a profile, unless they are being erased. */
export const standingCustomerOf = `
select p.customer_id as customer from profiles p
join customers c on c.workspace_id = p.workspace_id and c.customer_id = p.customer_id
where p.workspace_id = $1 and p.profile_id = $2
  and not exists (select 1 from erasures e where e.workspace_id = p.workspace_id and e.customer_id = p.customer_id)`;

/** An identifier to say something of a customer under: of an id they had before a merge too. */
export const identifierOf = `
select kind, value from profiles where workspace_id = $1 and (profile_id = $2 or customer_id = $2)
order by (profile_id = $2) desc, kind desc, value limit 1`;
