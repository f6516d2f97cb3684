import { describe, expect, it } from 'vitest';
import { hyp2f1 } from './hyp2f1.js';

/** mpmath 1.3.0 with 40 digits, Python 3.11: a, b, c, z, hyp2f1(a, b, c, z). */
const FIGURES = [
  [0.5, 1.5, 2.5, 0.3, 1.108062551056932],
  [2.2426, 4.4258, 4.2187, 0.474, 4.5737487760486966],
  [0.2426, 2.4258, 2.2187, 0.9, 1.9456694622144449],
  [1, 1, 2, 0.999, 6.9146699489310672],
  [30.2, 33.1, 31.9, 0.55, 74756578890.151959],
  [300.24, 302.43, 302.2, 0.9, 2.9472335706807322e300],
  [3.8, 1.6, 4.8, 0.02, 1.0258898236457026],
  [0.25, 0.4, -0.3, 0.6, 0.40714173053290214],
  [5, 2, 0.5, 0.95, 5715485209.6455872],
  [1.5, 0.5, 9, 0, 1],
] as const;

describe('the hypergeometric function', () => {
  it.each(FIGURES)('(%d, %d; %d; %d) equals mpmath', (a, b, c, z, expected) => {
    expect(Math.abs(hyp2f1(a, b, c, z) / expected - 1)).toBeLessThan(1e-11);
  });

  it.each([
    [1, 1, 2, 1],
    [1, 1, 2, -0.1],
    [1, 1, 0, 0.5],
    [1, 1, -3, 0.5],
    [3000, 3000, 3000, 0.9],
  ])('(%d, %d; %d; %d) has no answer', (a, b, c, z) => {
    expect(Number.isFinite(hyp2f1(a, b, c, z))).toBe(false);
  });
});
