/** Points in as many dimensions as there are columns, one after the other. */
export interface Points {
  readonly count: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export const pointsOf = (rows: readonly (readonly number[])[]): Points => ({
  count: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});

/** Those at some places, in the order of the places. */
export const pointsAt = ({ columns, values }: Points, places: readonly number[]): Points => {
  const chosen = new Float64Array(places.length * columns);
  for (const [to, from] of places.entries())
    chosen.set(values.subarray(from * columns, (from + 1) * columns), to * columns);
  return { count: places.length, columns, values: chosen };
};

/** The square of the Euclidean distance between a point of one set and a point of another. */
export const squaredDistance = (a: Points, at: number, b: Points, other: number): number => {
  const { columns } = a;
  const [from, to] = [at * columns, other * columns];
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    const apart = (a.values[from + column] as number) - (b.values[to + column] as number);
    sum += apart * apart;
  }
  return sum;
};
