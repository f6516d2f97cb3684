import { fitsIn } from './keptFits.sql.js';

/** The fitted models and what they say of each customer. */
export const { selectModel, selectModels, saveModel, noteLooked, lockWorkspace } = fitsIn('value_models');

export const NEW_TABLE = 'value_new';
export const makeNewTable = `create temp table ${NEW_TABLE} (like value_customers) on commit drop`;
export const clearCustomers = 'delete from value_customers where workspace_id = $1';
/** Whoever was erased or merged meanwhile stays out. */
export const keepCustomers = `
insert into value_customers select n.* from ${NEW_TABLE} n
join customers c on c.workspace_id = n.workspace_id and c.customer_id = n.customer_id`;

export const COLUMNS = [
  ...['workspace_id', 'customer_id', 'purchases', 'spent', 'first_at', 'last_at'],
  ...['alive', 'expected', 'mean', 'value', 'next_at', 'recency', 'frequency', 'monetary'],
] as const;

const SHOWN = `v.purchases, v.spent, v.first_at::float8, v.last_at::float8, v.alive, v.expected, v.mean, v.value,
  v.next_at::float8, v.recency, v.frequency, v.monetary`;

export const selectCustomer = `
select ${SHOWN} from value_customers v where v.workspace_id = $1 and v.customer_id = $2`;

/** Those who stand in all of these places: of a persona, in a segment. */
const among = (tracks: string, stages: string): string => `not exists (
    select 1 from unnest(${tracks}::text[], ${stages}::text[]) as place(track, stage) where not exists (
      select 1 from positions p where p.workspace_id = v.workspace_id and p.customer_id = v.customer_id
        and p.model = place.track and p.stage = place.stage))`;

/** [VALUE-3] How many have each pair of scores, what they spent and what is expected of them. */
export const selectGrid = `
select v.recency, v.frequency, count(*)::float8 as customers, sum(v.spent) as spent, sum(v.value) as value, avg(v.alive) as alive
from value_customers v where v.workspace_id = $1 and ${among('$2', '$3')} group by v.recency, v.frequency order by v.recency desc, v.frequency`;

export type ValueSort = 'value' | 'spent' | 'alive' | 'expected' | 'last' | 'next' | 'purchases';
const SORTS: Record<ValueSort, string> = {
  value: 'v.value',
  spent: 'v.spent',
  alive: 'v.alive',
  expected: 'v.expected',
  last: 'v.last_at::float8',
  next: 'v.next_at::float8',
  purchases: 'v.purchases::float8',
};

/** Scores, bounds of P(alive), repeat buyers only; null asks nothing. */
const FILTER = `v.workspace_id = $1 and ($2::int is null or v.recency = $2) and ($3::int is null or v.frequency = $3)
  and ($4::int is null or v.monetary = $4) and ($5::float8 is null or v.alive >= $5) and ($6::float8 is null or v.alive < $6)
  and (not $7::boolean or v.purchases > 1) and ${among('$8', '$9')}`;

export const selectPage = (sort: ValueSort, order: 'asc' | 'desc'): string => {
  const key = SORTS[sort];
  const compare = order === 'asc' ? '>' : '<';
  return `
select c.customer_id as id, c.name, c.email, ${SHOWN}, ${key} as key
from value_customers v join customers c on c.workspace_id = v.workspace_id and c.customer_id = v.customer_id
where ${FILTER} and ${key} is not null
  and ($10::float8 is null or ${key} ${compare} $10 or (${key} = $10 and v.customer_id > $11::uuid))
order by ${key} ${order}, v.customer_id limit $12`;
};
export const countPage = (sort: ValueSort): string => `
select count(*)::float8 as total, sum(v.value) as value, sum(v.spent) as spent
from value_customers v where ${FILTER} and ${SORTS[sort]} is not null`;
