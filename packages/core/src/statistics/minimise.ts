/** A function and its gradient at a point; `into` takes the gradient. */
export type Objective = (at: Float64Array, into: Float64Array) => number;

export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** False where the iterations ended before the gradient vanished: the surface is flat, or has no minimum. */
  readonly converged: boolean;
  readonly evaluations: number;
}

export interface MinimiseOptions {
  /** The largest slope of the gradient, relative to 1 + |value|, that counts as none. */
  readonly tolerance?: number;
  readonly iterations?: number;
  /** No coordinate leaves ± this. */
  readonly bound?: number;
}

const ARMIJO = 1e-4;
const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** −H·g; where that does not lead down, or in the first step, −g at most a unit long. */
const directionOf = (inverse: Float64Array[], slope: Float64Array): Float64Array => {
  const way = Float64Array.from(inverse, (row) => -dot(row, slope));
  if (dot(way, slope) < 0) return way;
  const length = Math.max(1, Math.sqrt(dot(slope, slope)));
  return slope.map((value) => -value / length);
};

/** H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, in place. */
const update = (inverse: Float64Array[], s: Float64Array, y: Float64Array): void => {
  const sy = dot(s, y);
  if (!(sy > 1e-14)) return;
  const hy = Float64Array.from(inverse, (row) => dot(row, y));
  const scale = (1 + dot(y, hy) / sy) / sy;
  for (const [i, row] of inverse.entries())
    for (let j = 0; j < row.length; j++) {
      const [si, sj] = [s[i] as number, s[j] as number];
      row[j] = (row[j] as number) + scale * si * sj - ((hy[i] as number) * sj + si * (hy[j] as number)) / sy;
    }
};

const identity = (size: number, scale: number): Float64Array[] =>
  Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? scale : 0)));

/**
 * The minimum of a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno with a backtracking line search (Nocedal &
 * Wright, Numerical Optimization, 2nd ed. 2006, algorithms 6.1 and 3.1).
 */
export const minimise = (
  objective: Objective,
  start: readonly number[],
  { tolerance = 1e-7, iterations = 500, bound = Number.POSITIVE_INFINITY }: MinimiseOptions = {},
): Minimum => {
  const held = (value: number): number => Math.min(bound, Math.max(-bound, value));
  let at = Float64Array.from(start, held);
  let slope: Float64Array = new Float64Array(at.length);
  let value = objective(at, slope);
  let evaluations = 1;
  let inverse = identity(at.length, 1 / Math.max(1, Math.sqrt(dot(slope, slope))));
  const steep = (): boolean =>
    slope.some((part, i) => Math.abs(part) > tolerance * (1 + Math.abs(value)) && Math.abs(at[i] as number) < bound);
  let fresh = true;
  for (let iteration = 0; iteration < iterations && steep(); iteration++) {
    const way = directionOf(inverse, slope);
    const [descent, next]: [number, Float64Array] = [dot(way, slope), new Float64Array(at.length)];
    let [step, reached, there]: [number, number, Float64Array] = [1, Number.NaN, at];
    for (; step > 1e-9; step /= 2) {
      there = at.map((from, i) => held(from + step * (way[i] as number)));
      reached = objective(there, next);
      evaluations += 1;
      if (reached <= value + ARMIJO * step * descent) break;
    }
    if (!(reached <= value)) {
      // Rounding, or a curvature gone astray: once more straight down, then it is as low as a double can tell.
      if (fresh) break;
      inverse = identity(at.length, 1);
      fresh = true;
      continue;
    }
    const moved = there.map((to, i) => to - (at[i] as number));
    update(
      inverse,
      moved,
      next.map((to, i) => to - (slope[i] as number)),
    );
    fresh = false;
    [at, slope, value] = [there as Float64Array<ArrayBuffer>, next, reached];
  }
  return {
    at: [...at],
    value,
    converged: Number.isFinite(value) && slope.every(Number.isFinite) && !steep(),
    evaluations,
  };
};

/** A function without a gradient of its own: by central differences of h = 1e-5·max(1, |x|). */
export const differenced =
  (value: (at: Float64Array) => number): Objective =>
  (at, into) => {
    const probe = Float64Array.from(at);
    for (const [i, x] of at.entries()) {
      const h = 1e-5 * Math.max(1, Math.abs(x));
      probe[i] = x + h;
      const above = value(probe);
      probe[i] = x - h;
      into[i] = (above - value(probe)) / (2 * h);
      probe[i] = x;
    }
    return value(at);
  };
