/** Numbers between 0 and 1 that look drawn at random, and are the same each time. */
export type Chance = () => number;

const turned = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** Spreads a seed over all bits (Steele, Lea & Flood, OOPSLA 2014, with the constants of a 32-bit variant). */
const spreading = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
};

/** The generator xoshiro128** (Blackman & Vigna, ACM Transactions on Mathematical Software 47, 2021). */
export const seededChance = (seed: number): Chance => {
  const next = spreading(seed);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = turned(d, 11);
    // Never 0, of which there is no logarithm.
    return ((drawn >>> 0) + 0.5) / 4_294_967_296;
  };
};

/** A number from the standard normal distribution (Box & Muller, Annals of Mathematical Statistics 29, 1958). */
export const normalOf = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());

/** The places 0 to n − 1 in an order drawn at random (Durstenfeld, Communications of the ACM 7, 1964). */
export const shuffled = (n: number, chance: Chance): number[] => {
  const places = Array.from({ length: n }, (_, at) => at);
  for (let at = n - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    [places[at], places[other]] = [places[other] as number, places[at] as number];
  }
  return places;
};
