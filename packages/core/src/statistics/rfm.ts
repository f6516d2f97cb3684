/** Scores go from 1, the lowest fifth of customers, to 5, the highest. */
export const RFM_SCORES = 5;

/**
 * The score of each different value: 1 + the whole fifths of customers whose value is lower. Equal values have equal scores; where
 * all are equal, nothing tells them apart, and the score is 3 (quintiles as in Hughes, Strategic Database Marketing, 1994).
 */
export const quintileScores = (counts: ReadonlyMap<number, number>): Map<number, number> => {
  const values = [...counts.keys()].sort((a, b) => a - b);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const scores = new Map<number, number>();
  let below = 0;
  for (const value of values) {
    scores.set(value, values.length === 1 ? 3 : 1 + Math.floor((RFM_SCORES * below) / all));
    below += counts.get(value) as number;
  }
  return scores;
};

/** How many there are of each value. */
export const countValues = (values: ArrayLike<number>): Map<number, number> => {
  const counts = new Map<number, number>();
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
};
