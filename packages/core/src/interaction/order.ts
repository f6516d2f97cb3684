import { INTERACTION_TYPES, type InteractionType } from './interaction.js';

const RANK_OF_TYPE = new Map<string, number>(INTERACTION_TYPES.map((type, rank) => [type, rank]));

/** Position of a call in the order identify, alias, group, page, screen, track. */
export const typeRank = (type: InteractionType): number => RANK_OF_TYPE.get(type) ?? INTERACTION_TYPES.length;

/**
 * Compares as UTF-8 bytes do. UTF-16 units differ from them only where a surrogate meets
 * a unit above the surrogates, so the common case is the engine's own comparison.
 */
export const compareBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return byteWeight(x) - byteWeight(y);
  }
  return a.length - b.length;
};

const byteWeight = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

export interface Ordered {
  readonly time: number;
  readonly rank: number;
  readonly messageId: string;
}

/** [ORDER-1] By millisecond, then type, then messageId as bytes. */
export const compareOrder = (a: Ordered, b: Ordered): number =>
  a.time - b.time || a.rank - b.rank || compareBytes(a.messageId, b.messageId);
