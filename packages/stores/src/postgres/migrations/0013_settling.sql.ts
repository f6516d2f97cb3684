/** Whose state earlier definitions made is found without looking at everybody. */
export const settling = {
  id: '0013_settling',
  sql: `
create index states_generation on states (workspace_id, generation, customer_id);
`,
};
