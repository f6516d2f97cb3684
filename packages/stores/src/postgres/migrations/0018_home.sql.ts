/** What departs from the usual, and who is told the story of the week by e-mail. */
export const home = {
  id: '0018_home',
  sql: `
-- The last day looked at, as days since 1970 in the workspace's zone.
create table alert_runs (
  workspace_id text primary key references workspaces on delete cascade,
  judged_until int not null,
  ran_at bigint not null,
  watched int not null,
  too_little int not null
);

-- Where each series stands: "series" is its key, "watch" its state.
create table watches (
  workspace_id text not null,
  series text not null,
  watch jsonb not null,
  primary key (workspace_id, series)
);

-- One for a day at most; "parts" are the series it is about, the first of them told first.
create table alerts (
  id uuid primary key default gen_random_uuid(),
  workspace_id text not null references workspaces on delete cascade,
  opened_on int not null,
  closed_on int,
  reason text check (reason in ('returned', 'settled', 'changed')),
  found_at bigint not null,
  parts jsonb not null,
  days jsonb not null,
  unique (workspace_id, opened_on)
);
create index alerts_found on alerts (workspace_id, found_at);

-- What each person wants to be told by e-mail, when; "since" is when they last said so. Ends with their membership.
create table subscriptions (
  workspace_id text not null,
  user_id text not null,
  story boolean not null,
  alerts boolean not null,
  language text not null check (language in ('en', 'fr')),
  weekday smallint not null check (weekday between 1 and 7),
  hour smallint not null check (hour between 0 and 23),
  since bigint not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references members on delete cascade
);

-- One for a subscription, its kind and its period, claimed before it is sent: whoever crashes while sending leaves the claim to lapse.
create table mails (
  workspace_id text not null,
  user_id text not null,
  kind text not null check (kind in ('story', 'alerts')),
  period date not null,
  state text not null check (state in ('due', 'sending', 'held', 'sent', 'dropped')),
  next_at bigint not null,
  claimed_until bigint,
  tries int not null default 0,
  trouble text,
  sent_at bigint,
  primary key (workspace_id, user_id, kind, period),
  foreign key (workspace_id, user_id) references subscriptions on delete cascade
);
create index mails_due on mails (next_at) where state in ('due', 'sending', 'held');
`,
};
