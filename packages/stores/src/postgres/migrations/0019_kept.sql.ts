/** Answers kept so that the first paint of a large workspace waits for no measuring. They count people and name none. */
export const kept = {
  id: '0019_kept',
  sql: `
-- "question" is a JSON text; instants in ms. Of another generation than the workspace's, an answer is not given any more.
create table kept_answers (
  workspace_id text not null references workspaces on delete cascade,
  question text not null,
  period_from bigint not null,
  period_to bigint not null,
  generation int not null,
  measured_at bigint not null,
  read_at bigint not null,
  answer jsonb not null,
  primary key (workspace_id, question, period_from, period_to)
);
`,
};
