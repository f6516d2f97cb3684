import { uuidOf } from '../identity/profileId.js';

/** One of so many parts of all ids, alike in size as ids are spread evenly; index from 0. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** An id at a part's end, counted in 64 bits. ClickHouse compares one half of a UUID first: both halves say the same. */
const idAt = (place: bigint): string => {
  const half = place.toString(16).padStart(16, '0');
  return uuidOf(half + half);
};

/** The ids of a part, in the order of the analytical store, both ends included: they lie together in it. */
export const idRange = ({ index, of }: Part): { from: string; to: string } => {
  const all = 2n ** 64n;
  return { from: idAt((all * BigInt(index)) / BigInt(of)), to: idAt((all * BigInt(index + 1)) / BigInt(of) - 1n) };
};

/** Which share of people stands for all where there is more than `most` to look into: one in `oneIn`, with ids up to `upTo`. */
export const shareOf = (all: number, most: number): { oneIn: number; upTo: string } => {
  const oneIn = Math.max(1, Math.ceil(all / most));
  return { oneIn, upTo: idRange({ index: 0, of: oneIn }).to };
};
