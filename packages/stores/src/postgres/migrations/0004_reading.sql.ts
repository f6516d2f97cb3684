/** What the timeline of a customer on shared devices is found by. */
export const reading = {
  id: '0004_reading',
  sql: `
create index on spans (workspace_id, customer_id);
`,
};
