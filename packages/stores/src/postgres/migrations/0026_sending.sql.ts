/** What customers agreed to, whom nobody writes to any more, and the messages sent or not, each with its cause. */
export const sending = {
  id: '0026_sending',
  sql: `
-- What somebody said last of a purpose, by the identifier they said it under; "proof" is when, where, and which text they saw.
create table consents (
  workspace_id text not null references workspaces on delete cascade,
  profile_id uuid not null,
  channel text not null,
  purpose text not null,
  given boolean not null,
  at bigint not null,
  proof jsonb not null,
  primary key (workspace_id, profile_id, channel, purpose)
);

-- Addresses nobody writes to, as keyed hashes.
create table suppressions (
  workspace_id text not null references workspaces on delete cascade,
  channel text not null,
  address bytea not null,
  reason text not null check (reason in ('imported', 'bounced', 'complained')),
  at bigint not null,
  primary key (workspace_id, channel, address)
);

-- One for each cause. "next_at" is when it may leave; "claimed_until" ends the claim of whoever works on it.
create table deliveries (
  workspace_id text not null references workspaces on delete cascade,
  id uuid not null default gen_random_uuid(),
  cause text not null,
  customer_id uuid not null,
  channel text not null,
  purpose text not null,
  content text not null,
  origin text not null check (origin in ('flow', 'broadcast')),
  origin_id text not null,
  node text,
  state text not null check (state in ('queued', 'sending', 'handing', 'sent', 'unsure', 'failed', 'skipped')),
  reason text,
  trouble text,
  tries int not null default 0,
  asked_at bigint not null,
  next_at bigint not null,
  claimed_until bigint,
  ended_at bigint,
  primary key (workspace_id, id),
  unique (workspace_id, cause)
);
create index deliveries_due on deliveries (next_at) where state in ('queued', 'sending', 'handing');
create index deliveries_of on deliveries (workspace_id, customer_id, asked_at);
create index deliveries_by on deliveries (workspace_id, origin, origin_id);

-- A channel that is out of order is left alone until an instant, what waits for it with it.
create table channels_held (
  channel text primary key,
  until bigint not null,
  trouble text not null,
  failures int not null
);
`,
};
