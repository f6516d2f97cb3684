// Commands that deleted rows name whose they were: only the last is kept.
const forgetful = ['interactions', 'movements', 'profile_spans'].map(
  (table) => `alter table ${table} modify setting finished_mutations_to_keep = 1`,
);

/** The group an interaction is about, so that a customer can be given all that is held of them; and what was erased, forgotten. */
export const groups = {
  id: '0005_groups',
  statements: [
    `alter table interactions add column if not exists group_id String default '' after anonymous_id`,
    ...forgetful,
  ],
};
