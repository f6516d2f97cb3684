/** The group an interaction is about, so that a customer can be given all that is held of them. */
export const groups = {
  id: '0005_groups',
  statements: [`alter table interactions add column if not exists group_id String default '' after anonymous_id`],
};
