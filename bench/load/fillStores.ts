import { createHash } from 'node:crypto';
import type { Stores } from '@parcours/stores';
import { householdHistories } from './households.js';

const ROWS_AT_ONCE = 500_000;

const idOf = (workspace: string, customer: number): string =>
  createHash('md5')
    .update(`${workspace}\nuser\nu-${customer}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

const CUSTOMERS = `
insert into customers (workspace_id, customer_id, name, search, first_seen, last_seen, interactions)
select $1, md5($1 || E'\\nuser\\nu-' || n)::uuid, 'Customer ' || n, 'customer ' || n, $3, $4, $5 from generate_series(0, $2 - 1) n`;
/** As if folded by the definitions there were: made again in the background after a change. */
const STATES = `
insert into states (workspace_id, customer_id, due, stale, generation, state, seen, first_seen, last_seen)
select workspace_id, customer_id, null, false, 0, '', '', first_seen, last_seen from customers where workspace_id = $1`;
const PROFILES = `
insert into profiles (workspace_id, profile_id, kind, value, customer_id)
select $1, md5($1 || E'\\nuser\\nu-' || n)::uuid, 'user', 'u-' || n, md5($1 || E'\\nuser\\nu-' || n)::uuid
from generate_series(0, $2 - 1) n`;

/** Writes histories straight into the stores, as an import of long ago would have left them. */
export const fillStores = async (
  { warehouse, operational }: Stores,
  workspace: string,
  { customers, each, until }: { customers: number; each: number; until: number },
): Promise<void> => {
  const historyOf = householdHistories(each, until);
  let rows = await warehouse.batch('interactions');
  let part = 0;
  const flush = async () => {
    if (rows.rows > 0) await warehouse.insert('interactions', rows, `fill ${part++}`);
    rows = await warehouse.batch('interactions');
  };
  for (let customer = 0; customer < customers; customer++) {
    const profile_id = idOf(workspace, customer);
    for (const [n, { time, event, properties }] of historyOf(customer).entries()) {
      rows.add({
        workspace_id: workspace,
        profile_id,
        time,
        rank: 5,
        message_id: `${customer}-${n}`,
        event,
        user_id: `u-${customer}`,
        anonymous_id: '',
        properties: JSON.stringify(properties),
        context: '{}',
        outbound: false,
        imported: true,
        log_id: 0,
      });
    }
    if (rows.rows >= ROWS_AT_ONCE) await flush();
  }
  await flush();
  await operational.query(CUSTOMERS, [workspace, customers, until - 360 * 86_400_000, until, each]);
  await operational.query(PROFILES, [workspace, customers]);
  await operational.query(STATES, [workspace]);
  await operational.query('analyze');
};
