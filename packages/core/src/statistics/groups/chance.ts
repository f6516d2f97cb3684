/** Numbers from 0 up to 1, the same for the same seed: the minimal standard generator of Park and Miller (1988, as revised 1993). */
export const chanceFrom = (seed: number): (() => number) => {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Places 0 to n − 1 in an order by chance (Fisher and Yates, in Durstenfeld's form). */
export const shuffled = (n: number, chance: () => number): number[] => {
  const order = Array.from({ length: n }, (_, at) => at);
  for (let last = n - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
};
