/**
 * What is known of how customers buy, in columns: `frequency` purchases after the first, the last of them `recency` after the first, the
 * first one `age` before the end of observation, all in one unit of time; `customers` of them alike.
 */
export interface PurchaseHistories {
  readonly frequency: ArrayLike<number>;
  readonly recency: ArrayLike<number>;
  readonly age: ArrayLike<number>;
  readonly customers: ArrayLike<number>;
}

/** One customer's, in the same unit. */
export interface PurchaseHistory {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

/** Customers who are alike counted together, so that a million fit as fast as there are different ones. */
export const countAlike = (histories: Iterable<PurchaseHistory>): PurchaseHistories => {
  const counts = new Map<string, { history: PurchaseHistory; customers: number }>();
  for (const history of histories) {
    const key = `${history.frequency} ${history.recency} ${history.age}`;
    const known = counts.get(key);
    if (known) known.customers += 1;
    else counts.set(key, { history, customers: 1 });
  }
  const rows = [...counts.values()];
  return {
    frequency: Float64Array.from(rows, ({ history }) => history.frequency),
    recency: Float64Array.from(rows, ({ history }) => history.recency),
    age: Float64Array.from(rows, ({ history }) => history.age),
    customers: Float64Array.from(rows, ({ customers }) => customers),
  };
};

/** How many customers there are, and how many of them bought again. */
export const countBuyers = ({ frequency, customers }: PurchaseHistories): { all: number; again: number } => {
  let [all, again] = [0, 0];
  for (let row = 0; row < customers.length; row++) {
    all += customers[row] as number;
    if ((frequency[row] as number) > 0) again += customers[row] as number;
  }
  return { all, again };
};

/** ln(eᵘ + eᵛ) without overflow. */
export const logAdd = (u: number, v: number): number => {
  const high = Math.max(u, v);
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(u, v) - high));
};
