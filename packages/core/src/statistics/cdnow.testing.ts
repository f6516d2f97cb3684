import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PurchaseHistory } from './purchases.js';

const DAY = 86_400_000;
const WEEK_DAYS = 7;

const SAMPLE = fileURLToPath(new URL('../../../../examples/cdnow/CDNOW_sample.txt', import.meta.url));

/** A buyer of CDs, in weeks, with the mean spend of the purchases after the first. */
export interface CdBuyer extends PurchaseHistory {
  readonly spend: number;
}

/** The purchases by customer and day, of days numbered since 1970. */
const purchases = (path: string, until: number): Map<string, Map<number, number>> => {
  const buyers = new Map<string, Map<number, number>>();
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const [, customer, date, , dollars] = line.trim().split(/\s+/) as [string, string, string, string, string];
    const day = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`) / DAY;
    if (day > until) continue;
    const days = buyers.get(customer) ?? new Map<number, number>();
    buyers.set(customer, days.set(day, (days.get(day) ?? 0) + Number(dollars)));
  }
  return buyers;
};

/** The 2,357 buyers of examples/cdnow as they stood after the last day of September 1997, in the order of the file. */
export const cdBuyers = (path = SAMPLE): CdBuyer[] => {
  const until = Date.parse('1997-09-30') / DAY;
  return [...purchases(path, until).values()].map((days) => {
    const [first = 0, ...repeats] = [...days.keys()].sort((a, b) => a - b);
    const frequency = repeats.length;
    return {
      frequency,
      recency: ((repeats.at(-1) ?? first) - first) / WEEK_DAYS,
      age: (until - first) / WEEK_DAYS,
      spend: frequency === 0 ? 0 : repeats.reduce((sum, day) => sum + (days.get(day) ?? 0), 0) / frequency,
    };
  });
};
