import { fitsIn } from '../value/keptFits.sql.js';

/** The fitted recommendations, and what each customer bought. */
export const { selectModel, selectModels, saveModel, noteLooked, lockWorkspace } = fitsIn('recommend_models');

export const NEW_CUSTOMERS = 'recommend_customers_new';
export const makeNewCustomers = `create temp table ${NEW_CUSTOMERS} (like recommend_customers) on commit drop`;
export const CUSTOMER_COLUMNS = ['workspace_id', 'customer_id', 'products'] as const;

export const clear = [
  'delete from recommend_products where workspace_id = $1',
  'delete from recommend_customers where workspace_id = $1',
];
/** Whoever was erased or merged meanwhile stays out. */
export const keepCustomers = `
insert into recommend_customers select n.* from ${NEW_CUSTOMERS} n
join customers c on c.workspace_id = n.workspace_id and c.customer_id = n.customer_id`;
export const keepProducts = `
insert into recommend_products (workspace_id, product, key, name, category, buyers, share, again, rest, follows, together, after)
select $1, r.product, r.key, r.name, r.category, r.buyers, r.share, r.again, r.rest, r.follows, r.together, r.after
from jsonb_to_recordset($2::jsonb) as r(product int, key text, name text, category text, buyers int, share float8, again float8,
  rest float8, follows jsonb, together jsonb, after jsonb)`;

export const selectCustomer = `
select products from recommend_customers where workspace_id = $1 and customer_id = $2`;
/** The products of a customer, with what follows from each. */
export const selectFollows = `
select product, rest, follows from recommend_products where workspace_id = $1 and product = any($2::int[])`;
/** The products most buy: they are numbered by it. */
export const selectPopular = `
select product, share from recommend_products where workspace_id = $1 and product < $2 order by product`;
export const selectNamed = `
select product, key, name, category, buyers, share from recommend_products where workspace_id = $1 and product = any($2::int[])`;

export const searchProducts = `
select key as product, name, category, buyers from recommend_products
where workspace_id = $1 and ($2::text is null or name ilike $2 or key ilike $2 or category ilike $2) order by recommend_products.product limit $3`;
export const selectProduct = `
select product, key, name, category, buyers, again, together, after from recommend_products where workspace_id = $1 and key = $2`;
