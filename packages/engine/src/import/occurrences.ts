/** How often each of many hashes was seen: an open-addressed table of 12 bytes a place, so that millions fit. */
export interface Occurrences {
  /** Counts one more; returns how often it was seen before. */
  add(high: number, low: number): number;
  get(high: number, low: number): number;
}

export const countOccurrences = (): Occurrences => {
  let capacity = 1 << 12;
  let used = 0;
  let highs = new Uint32Array(capacity);
  let lows = new Uint32Array(capacity);
  let counts = new Uint32Array(capacity);
  const placeOf = (high: number, low: number): number => {
    let place = low & (capacity - 1);
    while (counts[place] !== 0 && (highs[place] !== high || lows[place] !== low)) place = (place + 1) & (capacity - 1);
    return place;
  };
  const grow = () => {
    const old = { highs, lows, counts };
    capacity *= 2;
    highs = new Uint32Array(capacity);
    lows = new Uint32Array(capacity);
    counts = new Uint32Array(capacity);
    for (let i = 0; i < old.counts.length; i++) {
      const count = old.counts[i] ?? 0;
      if (count === 0) continue;
      const place = placeOf(old.highs[i] ?? 0, old.lows[i] ?? 0);
      highs[place] = old.highs[i] ?? 0;
      lows[place] = old.lows[i] ?? 0;
      counts[place] = count;
    }
  };
  return {
    add: (high, low) => {
      const place = placeOf(high, low);
      const before = counts[place] ?? 0;
      highs[place] = high;
      lows[place] = low;
      counts[place] = before + 1;
      if (before === 0 && ++used * 10 > capacity * 6) grow();
      return before;
    },
    get: (high, low) => counts[placeOf(high, low)] ?? 0,
  };
};
