/** Up to this many ids are looked through one by one; beyond it an index is kept. */
const FEW = 128;

/**
 * [POS-2] The messageIds a customer has had, for ever, as 53-bit fingerprints: eight bytes each.
 * Two different ids of one customer share one with probability 2^-53.
 */
export class Seen {
  private index: Set<number> | null = null;

  private constructor(private readonly prints: number[]) {}

  static readonly empty = (): Seen => new Seen([]);

  static readonly fromBytes = (bytes: Uint8Array): Seen => {
    // Not slice(): a Buffer's shares memory, at an offset of its own.
    const copy = new Uint8Array(bytes);
    return new Seen([...new Float64Array(copy.buffer, 0, copy.byteLength / 8)]);
  };

  /** The fingerprints from the n-th on, as bytes. */
  toBytes(from = 0): Uint8Array {
    return new Uint8Array(new Float64Array(from === 0 ? this.prints : this.prints.slice(from)).buffer);
  }

  get size(): number {
    return this.prints.length;
  }

  /** Adds an id; false when the customer already had it. */
  add(messageId: string): boolean {
    const print = fingerprint(messageId);
    if (this.has(print)) return false;
    this.push(print);
    return true;
  }

  /** Adds all of another customer's, whichever are new. */
  join(other: Seen): void {
    for (const print of other.prints) if (!this.has(print)) this.push(print);
  }

  isDisjoint(other: Seen): boolean {
    return !other.prints.some((print) => this.has(print));
  }

  private has(print: number): boolean {
    if (this.prints.length <= FEW) return this.prints.includes(print);
    this.index ??= new Set(this.prints);
    return this.index.has(print);
  }

  private push(print: number): void {
    this.prints.push(print);
    this.index?.add(print);
  }
}

/** Two 32-bit multiply–xorshift lanes over UTF-16 units, mixed, cut to 53 bits. */
export const fingerprint = (text: string): number => {
  let a = 0x9e3779b9 ^ text.length;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + unit, 0xc2b2ae35);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (b >>> 16), 0x7feb352d);
  b = Math.imul(b ^ (a >>> 15), 0x846ca68b);
  a ^= b >>> 14;
  return (a >>> 0) * 0x200000 + (b >>> 11);
};
