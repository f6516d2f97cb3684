import { describe, expect, it } from 'vitest';
import { countValues, quintileScores } from './rfm.js';

const scores = (values: number[]): [number, number][] => [...quintileScores(countValues(values))];

describe('RFM scores', () => {
  it('cut customers into fifths', () => {
    const ten = Array.from({ length: 10 }, (_, at) => at + 1);
    expect(scores(ten)).toEqual(ten.map((value, at) => [value, 1 + Math.floor(at / 2)]));
  });

  it('ties stay together: most bought once, so they are the lowest and the next are above two fifths', () => {
    expect(scores([0, 0, 0, 0, 0, 0, 1, 1, 2, 9])).toEqual([
      [0, 1],
      [1, 4],
      [2, 5],
      [9, 5],
    ]);
  });

  it('a constant column tells nobody apart, nor does one customer', () => {
    expect(scores([7, 7, 7, 7])).toEqual([[7, 3]]);
    expect(scores([7])).toEqual([[7, 3]]);
    expect(scores([])).toEqual([]);
  });
});
