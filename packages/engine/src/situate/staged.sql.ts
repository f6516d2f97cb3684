/** Rows that go in bulk: copied into a temporary table of the transaction, then merged in one statement. */
export interface Staged {
  readonly table: string;
  readonly columns: readonly string[];
  readonly create: string;
  readonly merge: string;
}

const staged = (name: string, columns: Readonly<Record<string, string>>, merge: (table: string) => string): Staged => {
  const table = `staged_${name}`;
  const definition = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  return {
    table,
    columns: Object.keys(columns),
    create: `create temporary table if not exists ${table} (${definition.join(', ')}) on commit delete rows`,
    merge: merge(table),
  };
};

const all = (columns: Readonly<Record<string, string>>): string => Object.keys(columns).join(', ');
const excluded = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = excluded.${column}`).join(', ');

const PROFILES = { workspace_id: 'text', profile_id: 'uuid', kind: 'text', value: 'text', customer_id: 'uuid' };
export const stagedProfiles = staged(
  'profiles',
  PROFILES,
  (table) => `
insert into profiles (${all(PROFILES)}) select ${all(PROFILES)} from ${table}
on conflict (workspace_id, profile_id) do update set customer_id = excluded.customer_id`,
);

const STATES = {
  workspace_id: 'text',
  customer_id: 'uuid',
  due: 'bigint',
  stale: 'boolean',
  generation: 'int',
  state: 'text',
  seen: 'bytea',
  first_seen: 'bigint',
  last_seen: 'bigint',
};
export const stagedStates = staged(
  'states',
  STATES,
  (table) => `
insert into states (${all(STATES)}) select ${all(STATES)} from ${table}
on conflict (workspace_id, customer_id) do update
set ${excluded(['due', 'stale', 'generation', 'state', 'seen', 'first_seen', 'last_seen'])}`,
);

/** States made anew of those who did nothing since: who did is folded again anyway, or is so already. */
export const stagedSettled = staged(
  'settled',
  STATES,
  (table) => `
update states s set ${['due', 'generation', 'state', 'seen', 'first_seen', 'last_seen'].map((column) => `${column} = t.${column}`).join(', ')}
from ${table} t
where s.workspace_id = t.workspace_id and s.customer_id = t.customer_id and not s.stale and s.generation < t.generation`,
);

const CUSTOMERS = {
  workspace_id: 'text',
  customer_id: 'uuid',
  name: 'text',
  email: 'text',
  search: 'text',
  traits: 'jsonb',
  trait_order: 'jsonb',
  first_seen: 'bigint',
  last_seen: 'bigint',
  interactions: 'int',
};
export const stagedCustomers = staged(
  'customers',
  CUSTOMERS,
  (table) => `
insert into customers (${all(CUSTOMERS)}) select ${all(CUSTOMERS)} from ${table}
on conflict (workspace_id, customer_id) do update
set ${excluded(['name', 'email', 'search', 'traits', 'trait_order', 'first_seen', 'last_seen', 'interactions'])}`,
);

const FIGURES = {
  workspace_id: 'text',
  customer_id: 'uuid',
  first_seen: 'bigint',
  last_seen: 'bigint',
  interactions: 'int',
};
/** The figures shown of customers whose traits did not change: written behind, as they cost index entries. */
export const stagedFigures = staged(
  'figures',
  FIGURES,
  (table) => `
update customers c set first_seen = s.first_seen, last_seen = s.last_seen, interactions = s.interactions
from ${table} s where c.workspace_id = s.workspace_id and c.customer_id = s.customer_id`,
);

const POSITIONS = {
  workspace_id: 'text',
  customer_id: 'uuid',
  model: 'text',
  value: 'text',
  stage: 'text',
  rank: 'int',
  since: 'bigint',
  velocity: 'double precision',
  velocity_at: 'bigint',
  steady_from: 'bigint',
  last: 'text',
};
export const stagedPositions = staged(
  'positions',
  POSITIONS,
  (table) => `
insert into positions (${all(POSITIONS)}) select ${all(POSITIONS)} from ${table}
on conflict (workspace_id, customer_id, model, value) do update
set ${excluded(['stage', 'rank', 'since', 'velocity', 'velocity_at', 'steady_from', 'last'])}`,
);
