/**
 * Makes the compact copies of real data under examples/demonstration/ from a folder with the originals:
 * `node scripts/makeDemonstration.mjs [folder]`, by default ../shared/data. The same input gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { at, say } from './root.mjs';

const from = process.argv[2] ?? at('..', 'shared', 'data');
const to = at('examples', 'demonstration');

const read = (name) => {
  const bytes = readFileSync(join(from, name));
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
};

const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const write = (name, rows) => {
  const columns = Object.keys(rows[0]);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  const bytes = gzipSync(`${[columns.join(','), ...lines].join('\n')}\n`, { level: 9 });
  mkdirSync(dirname(join(to, name)), { recursive: true });
  writeFileSync(join(to, name), bytes);
  say(`${name}: ${rows.length} rows, ${Math.round(bytes.length / 1024)} KB`);
};

const by = (column) => (a, b) => (a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : 0);

const transactions = read('complete-journey/transactions_sample.csv').sort(by('transaction_timestamp'));
const sold = new Set(transactions.map((row) => row.product_id));
const campaigns = read('complete-journey/campaigns.csv');
const surveyed = new Map(read('complete-journey/demographics.csv').map((row) => [row.household_id, row]));
const households = [...new Set([...transactions, ...campaigns].map((row) => row.household_id))];

write('complete-journey/transactions.csv.gz', transactions);
write(
  'complete-journey/products.csv.gz',
  read('complete-journey/products.csv').filter((row) => sold.has(row.product_id)),
);
write('complete-journey/campaigns.csv.gz', campaigns);
write('complete-journey/campaign_descriptions.csv.gz', read('complete-journey/campaign_descriptions.csv'));
write('complete-journey/redemptions.csv.gz', read('complete-journey/coupon_redemptions.csv'));
// A third of the households were surveyed; the others stand here with their number only, so that each has a name.
const blank = Object.fromEntries(Object.keys([...surveyed.values()][0]).map((column) => [column, '']));
write(
  'complete-journey/demographics.csv.gz',
  households
    .map((household_id) => surveyed.get(household_id) ?? { ...blank, household_id })
    .sort((a, b) => a.household_id - b.household_id),
);
write('ecom-synthetic/ecom.csv.gz', read('ecom-synthetic/ecom.csv.gz'));
