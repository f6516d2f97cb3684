import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { seeded } from './bodies.js';

/** A basket of a real household: days since the basket before, and what was paid. */
interface Basket {
  readonly gap: number;
  readonly total: number;
}

const FILE = '../examples/demonstration/complete-journey/transactions.csv.gz';

/** The households of the demonstration's grocery data, each as its baskets in time. */
const readHouseholds = (): Basket[][] => {
  const text = gunzipSync(readFileSync(fileURLToPath(new URL(FILE, import.meta.url)))).toString('utf8');
  const lines = parse(text, { columns: true }) as Record<string, string>[];
  const baskets = new Map<string, Map<string, { time: number; total: number }>>();
  for (const line of lines) {
    const own = baskets.get(line['household_id'] ?? '') ?? new Map();
    const basket = own.get(line['basket_id'] ?? '') ?? {
      time: Date.parse(line['transaction_timestamp'] ?? ''),
      total: 0,
    };
    basket.total += Number(line['sales_value']);
    own.set(line['basket_id'] ?? '', basket);
    baskets.set(line['household_id'] ?? '', own);
  }
  return [...baskets.values()].map((own) => {
    const sorted = [...own.values()].sort((a, b) => a.time - b.time);
    return sorted.map(({ time, total }, at) => ({ gap: (time - (sorted[at - 1]?.time ?? time)) / 86_400_000, total }));
  });
};

export interface Doing {
  readonly time: number;
  readonly event: string;
  readonly properties: Record<string, unknown>;
}

const DAY = 86_400_000;
/** What comes before a basket, from looking around to the checkout. */
const BEFORE = [
  'Products Searched',
  'Product List Viewed',
  'Product Viewed',
  'Product Added',
  'Checkout Started',
] as const;

/**
 * Histories of customers with the habits of real households: each takes the gaps and amounts of one of them, from another
 * basket on and jittered; what leads to a basket is told before it. `each` interactions a customer, always the same.
 */
export const householdHistories = (each: number, until: number): ((customer: number) => Doing[]) => {
  const households = readHouseholds().filter((baskets) => baskets.length > 1);
  return (customer) => {
    const random = seeded(customer + 1);
    const baskets = households[Math.floor(random() * households.length)] as Basket[];
    let place = Math.floor(random() * baskets.length);
    let time = until - (30 + random() * 330) * DAY;
    const done: Doing[] = [];
    while (done.length < each) {
      const { gap, total } = baskets[place++ % baskets.length] as Basket;
      time += (gap + 1) * (0.5 + random()) * DAY;
      const steps = 2 + Math.floor(random() * (BEFORE.length - 1));
      for (const [at, event] of BEFORE.slice(0, steps).entries())
        done.push({
          time: Math.floor(time - (steps - at) * 60_000),
          event,
          properties: { product_id: `p-${place % 500}`, price: total },
        });
      const ends = random() < 0.6 ? 'Order Completed' : random() < 0.2 ? 'Product Reviewed' : 'Email Opened';
      done.push({
        time: Math.floor(time),
        event: ends,
        properties: { order_id: `o-${customer}-${place}`, total, rating: 1 + (place % 5) },
      });
    }
    return done.slice(0, each).map((one) => ({ ...one, time: Math.min(one.time, until) }));
  };
};
