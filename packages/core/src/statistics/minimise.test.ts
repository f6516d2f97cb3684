import { describe, expect, it } from 'vitest';
import { differenced, minimise, type Objective } from './minimise.js';

/** Moré, Garbow & Hillstrom, "Testing Unconstrained Optimization Software", 1981: problems 1, 5 and 14, with their starts and minima. */
const rosenbrock: Objective = (at, into) => {
  const [x, y] = at as unknown as [number, number];
  into.set([-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)]);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};
const beale = differenced((at) => {
  const [x, y] = at as unknown as [number, number];
  return [1.5, 2.25, 2.625].reduce((sum, c, i) => sum + (c - x * (1 - y ** (i + 1))) ** 2, 0);
});
const wood = differenced((at) => {
  const [a, b, c, d] = at as unknown as [number, number, number, number];
  return (
    100 * (b - a * a) ** 2 +
    (1 - a) ** 2 +
    90 * (d - c * c) ** 2 +
    (1 - c) ** 2 +
    10 * (b + d - 2) ** 2 +
    (b - d) ** 2 / 10
  );
});

describe('minimising', () => {
  it.each([
    ['Rosenbrock', rosenbrock, [-1.2, 1], [1, 1]],
    ['Beale', beale, [1, 1], [3, 0.5]],
    ['Wood', wood, [-3, -1, -3, -1], [1, 1, 1, 1]],
  ] as const)('finds the minimum of %s', (_, objective, start, expected) => {
    const { at, value, converged } = minimise(objective, start);
    expect(converged).toBe(true);
    expect(value).toBeLessThan(1e-8);
    for (const [i, x] of at.entries()) expect(x).toBeCloseTo(expected[i] as number, 4);
  });

  it('stays within its bound and says that there is no inner minimum', () => {
    const down: Objective = (at, into) => {
      into.set([-1]);
      return -(at[0] as number);
    };
    expect(minimise(down, [0], { bound: 7 }).at).toEqual([7]);
  });

  it('ends where the function is flat from the start', () => {
    const flat: Objective = (_, into) => {
      into.set([0, 0]);
      return 4;
    };
    expect(minimise(flat, [2, 3])).toEqual({ at: [2, 3], value: 4, converged: true, evaluations: 1 });
  });
});
