import { createHash } from 'node:crypto';
import type { Occurrences } from './occurrences.js';

/** 128 bits of SHA-256 over parts that cannot run into each other. */
export interface Fingerprint {
  readonly text: string;
  readonly high: number;
  readonly low: number;
}

export const fingerprint = (parts: readonly string[]): Fingerprint => {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return { text: digest.toString('hex', 0, 16), high: digest.readUInt32BE(0), low: digest.readUInt32BE(4) };
};

/** An id for content without one: the n-th identical row (n from 0) always gets the same, whatever is around it. */
export const contentId = (parts: readonly string[], seen: Occurrences): string => {
  const { text, high, low } = fingerprint(parts);
  const ordinal = seen.add(high, low);
  return ordinal === 0 ? `row-${text}` : `row-${text}-${ordinal}`;
};

/** An id from declared keys: the same row always gets the same, also when its other columns change. */
export const keyId = (parts: readonly string[]): string => `key-${fingerprint(parts).text}`;
