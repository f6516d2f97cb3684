/** Erasures: their queue, and the rows they remove. */
export const readSecret = `select value from secrets where name = 'erasure'`;
export const keepSecret = `insert into secrets (name, value) values ('erasure', $1) on conflict do nothing`;

const VIEW = `id, state, waits_for, remains, requested_at, removed_at, done_at, allowed_at`;

export const insertErasure = `
insert into erasures (workspace_id, customer_id) values ($1, $2)
on conflict (workspace_id, customer_id) where customer_id is not null do update set customer_id = excluded.customer_id
returning ${VIEW}`;

export const selectErasure = `select ${VIEW} from erasures where workspace_id = $1 and id = $2`;

/** The newest erasure that one of these hashes belongs to. */
export const selectErasureOf = `
select ${VIEW} from erasures where workspace_id = $1 and id in (
  select erasure_id from erased_identifiers where workspace_id = $1 and hash = any($2::bytea[]))
order by requested_at desc limit 1`;

export const selectErasures = `
select ${VIEW} from erasures
where workspace_id = $1 and ($2::timestamptz is null or (requested_at, id) < ($2, $3::uuid))
order by requested_at desc, id desc limit $4`;

export const insertHashes = `
insert into erased_identifiers (workspace_id, hash, erasure_id)
select distinct on (hash) $1, hash, erasure from unnest($2::bytea[], $3::uuid[]) as given(hash, erasure)
on conflict (workspace_id, hash) do update set erasure_id = excluded.erasure_id`;

export const deleteHashes = `delete from erased_identifiers where workspace_id = $1 and erasure_id = $2`;
export const markAllowed = `
update erasures set allowed_at = coalesce(allowed_at, now()) where workspace_id = $1 and id = $2 returning ${VIEW}`;

/** Changes whenever the set of hashes does. */
export const signatureOfHashes = `
select count(*)::text || coalesce(max(xmin::text::bigint)::text, '') as signature from erased_identifiers`;
export const selectHashes = `select workspace_id, encode(hash, 'hex') as hash from erased_identifiers`;

export const identifiersOf = `
select kind, value from profiles
where workspace_id = $1 and (profile_id = $2 and customer_id = $2 or customer_id <> profile_id and customer_id = $2)`;
/** Whether several people sign in on a device: then it is not this customer's alone. */
export const activeLinksOf = `
select count(*)::int as links from links where workspace_id = $1 and a = $2 and kind = 'sign_in' and removed_at is null`;

export const emailsOf = `select distinct email from customers where workspace_id = $1 and customer_id = any($2::uuid[]) and email is not null`;
export const emailsOfOthers = `
select distinct lower(email) as email from customers
where workspace_id = $1 and not customer_id = any($2::uuid[]) and lower(email) = any($3::text[])`;

const WORK = `id, workspace_id, customer_id, profiles, removed_in::text, requested_at, removed_at`;
export const selectQueued = `
select ${WORK} from erasures where state = 'queued' and workspace_id = (
  select workspace_id from erasures where state = 'queued' order by requested_at limit 1)
order by requested_at, id limit $1`;
export const selectRemoved = `
select ${WORK} from erasures where state = 'removed' and removed_at < now() - make_interval(secs => $1) and workspace_id = (
  select workspace_id from erasures where state = 'removed' order by removed_at limit 1)
order by removed_at, id limit $2`;
export const selectCompacting = `select ${WORK} from erasures where state = 'compacting' order by requested_at`;

export const markRemoved = `
update erasures set state = 'removed', removed_at = now(), profiles = $2, removed_in = pg_current_xact_id() where id = $1`;
/** From here on nothing tells who it was. */
export const markConfirmed = `
update erasures set state = 'compacting', customer_id = null, profiles = '{}', removed_in = pg_current_xact_id()
where id = any($1::uuid[])`;
export const markWaiting = `update erasures set waits_for = $2 where id = any($1::uuid[]) and waits_for is distinct from $2`;
export const markDone = `
update erasures set state = 'done', done_at = now(), waits_for = null, remains = $2 where id = any($1::uuid[])`;

/** All rows of some customers ($2), and the spans of all profiles concerned ($3), which are folded anew. */
export const deleteCustomers = [
  `delete from positions where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from states where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from value_customers where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from recommend_customers where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from flow_causes where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from flow_messages where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from deliveries where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `delete from flow_imports where workspace_id = $1 and customer_id = any($2::uuid[])`,
  `with gone as (delete from flow_enrolments where workspace_id = $1 and customer_id = any($2::uuid[]) returning id),
    woken as (delete from flow_wakes w using gone where w.workspace_id = $1 and w.enrolment = gone.id)
  delete from flow_passed p using gone where p.workspace_id = $1 and p.enrolment = gone.id`,
  // What was counted with them is measured anew.
  `delete from kept_answers where workspace_id = $1 and cardinality($2::uuid[]) > 0`,
  `delete from customers where workspace_id = $1 and customer_id = any($2::uuid[])`,
];
export const deleteSpans = `
delete from spans where workspace_id = $1 and (customer_id = any($2::uuid[]) or profile_id = any($3::uuid[]))`;
/** The profiles that are theirs alone, and all links of those. */
export const deleteProfiles = [
  `delete from links where workspace_id = $1 and (a = any($2::uuid[]) or b = any($2::uuid[]))`,
  `delete from consents where workspace_id = $1 and profile_id = any($2::uuid[])`,
  `delete from contact_holds where workspace_id = $1 and profile_id = any($2::uuid[])`,
  `delete from profiles where workspace_id = $1 and profile_id = any($2::uuid[])`,
];

export const markStale = `
update states set stale = true, due = null where workspace_id = $1 and customer_id = any($2::uuid[])`;

export const readLogPage = `
select id, interactions from log where workspace_id = $1 and id > $2 order by id limit $3`;
export const rewriteEntry = `update log set interactions = $2, size = $3 where id = $1`;

export const readRejectedPage = `
select id, message, payload, coalesce(context, '') as context from rejected
where workspace_id = $1 and id > $2 and exists (
  select 1 from unnest($3::text[]) part where strpos(lower(payload), part) > 0 or strpos(lower(message), part) > 0 or strpos(lower(context), part) > 0)
order by id limit $4`;
export const deleteRejected = `delete from rejected where id = any($1::bigint[])`;

export const customersOfProfiles = `
select distinct customer_id from profiles where workspace_id = $1 and profile_id = any($2::uuid[])`;
/** Others who are tied to some profiles by links that were removed: their own events name them. */
export const removedLinksAround = `
select a, b from links where workspace_id = $1 and removed_at is not null and (a = any($2::uuid[]) or b = any($2::uuid[]))`;

const of = (table: string, condition: string): string =>
  `delete from ${table} where workspace_id = {workspace:String} and ${condition}`;

/** Interactions on a shared device that were theirs; by hashes of their ids, as the store keeps the text of a deletion for a while. */
export const eraseMessages = of(
  'interactions',
  `profile_id in {profiles:Array(UUID)}
  and has(arrayZip({hashes:Array(String)}, {logIds:Array(UInt64)}), (lower(hex(MD5(message_id))), log_id))`,
);
export const eraseInteractions = of('interactions', `profile_id in {profiles:Array(UUID)}`);
/** Aliases that name one of these identifiers. */
export const eraseAliases = of(
  'interactions',
  `profile_id in {profiles:Array(UUID)} and rank = {rank:UInt8}
  and JSONExtractString(properties, 'previousId') in {values:Array(String)}`,
);
export const eraseMovements = of('movements', `customer_id in {customers:Array(UUID)}`);
export const eraseSpans = of(
  'profile_spans',
  `(profile_id in {profiles:Array(UUID)} or customer_id in {customers:Array(UUID)})`,
);

export const countLeft = `
select (select count() from interactions where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)})
  + (select count() from movements where workspace_id = {workspace:String} and customer_id in {profiles:Array(UUID)})
  + (select count() from profile_spans where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)})
  as rows`;
