import type { Row } from '@parcours/engine/ports';

export interface Column {
  readonly name: string;
  readonly type: string;
}
type Write = (out: Output, value: unknown) => void;

const CHUNK = 1024 * 1024;

/** Whether rows of these columns can be written as RowBinary. */
export const isEncodable = (columns: readonly Column[]): boolean =>
  columns.every(({ type }) => writerOf(type) !== null);

/**
 * Rows in ClickHouse's RowBinary, in chunks of about a megabyte. Whole numbers may be numbers, bigints or digits;
 * DateTime64(3) epoch milliseconds, a Date or an ISO string; what is missing is the type's zero.
 */
export class RowEncoder {
  readonly #columns: readonly { readonly name: string; readonly type: string; readonly write: Write }[];
  readonly #out = new Output();
  readonly #full: Buffer[] = [];
  #fullBytes = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns.map(({ name, type }) => ({ name, type, write: writerOf(type) as Write }));
  }

  get bytes(): number {
    return this.#fullBytes + this.#out.size;
  }

  /** @throws TypeError for a value that does not fit its column, naming both; nothing of the row is kept then */
  add(row: Row): void {
    const start = this.#out.size;
    for (const { name, type, write } of this.#columns) {
      try {
        write(this.#out, row[name]);
      } catch (error) {
        this.#out.size = start;
        throw new TypeError(`${String(row[name]).slice(0, 100)} is no ${type} (column ${name})`, { cause: error });
      }
    }
    if (this.#out.size >= CHUNK) this.#fill();
  }

  /** Everything so far. */
  chunks(): readonly Buffer[] {
    if (this.#out.size > 0) this.#fill();
    return this.#full;
  }

  #fill(): void {
    this.#fullBytes += this.#out.size;
    this.#full.push(this.#out.take());
  }
}

const writerOf = (type: string): Write | null => {
  const inner = /^(?:LowCardinality|Nullable)\((.*)\)$/.exec(type)?.[1];
  if (type.startsWith('LowCardinality(') && inner) return writerOf(inner);
  if (type.startsWith('Nullable(') && inner) {
    const write = writerOf(inner);
    return write && nullable(write);
  }
  if (type.startsWith('DateTime64(3')) return (out, value) => out.int64(milliseconds(value));
  return WRITERS[type] ?? null;
};

const nullable =
  (write: Write): Write =>
  (out, value) => {
    out.byte(value == null ? 1 : 0);
    if (value != null) write(out, value);
  };

const WRITERS: Readonly<Record<string, Write>> = {
  String: (out, value) => out.text(value == null ? '' : String(value)),
  UUID: (out, value) => out.uuid(value == null ? '00000000-0000-0000-0000-000000000000' : String(value)),
  Bool: (out, value) => out.byte(value ? 1 : 0),
  UInt8: (out, value) => out.byte(whole(value, 0, 255)),
  Int8: (out, value) => out.byte(whole(value, -128, 127) & 255),
  UInt16: (out, value) => out.int16(whole(value, 0, 65_535)),
  Int16: (out, value) => out.int16(whole(value, -32_768, 32_767)),
  UInt32: (out, value) => out.int32(whole(value, 0, 4_294_967_295)),
  Int32: (out, value) => out.int32(whole(value, -2_147_483_648, 2_147_483_647)),
  UInt64: (out, value) => out.int64(long(value)),
  Int64: (out, value) => out.int64(long(value)),
  Float64: (out, value) => out.float64(Number(value ?? 0)),
};

const whole = (value: unknown, least: number, most: number): number => {
  const number = Number(value ?? 0);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new RangeError('out of range');
};

const long = (value: unknown): number | bigint => {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return value;
    throw new RangeError('not a whole number');
  }
  return value == null ? 0 : BigInt(value as string | bigint | boolean);
};

const milliseconds = (value: unknown): number => {
  if (value == null) return 0;
  const ms =
    typeof value === 'string' ? Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`) : Number(value);
  if (Number.isFinite(ms)) return Math.trunc(ms);
  throw new RangeError('not a time');
};

const NIBBLES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 255 : value;
});
/** Where each byte of a UUID begins in its text, in ClickHouse's order: two little-endian halves. */
const UUID_PLACES = [16, 14, 11, 9, 6, 4, 2, 0, 34, 32, 30, 28, 26, 24, 21, 19];
const SHORT = 24;

class Output {
  #buffer = Buffer.allocUnsafe(CHUNK + CHUNK / 4);
  size = 0;

  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.size);
    this.#buffer = Buffer.allocUnsafe(CHUNK + CHUNK / 4);
    this.size = 0;
    return taken;
  }

  #room(bytes: number): void {
    if (this.size + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.size + bytes));
    this.#buffer.copy(larger, 0, 0, this.size);
    this.#buffer = larger;
  }

  byte(value: number): void {
    this.#room(1);
    this.#buffer[this.size++] = value;
  }

  int16(value: number): void {
    this.#room(2);
    this.#buffer[this.size++] = value;
    this.#buffer[this.size++] = value >> 8;
  }

  int32(value: number): void {
    this.#room(4);
    this.#buffer.writeInt32LE(value | 0, this.size);
    this.size += 4;
  }

  int64(value: number | bigint): void {
    this.#room(8);
    if (typeof value === 'bigint') this.#buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.size);
    else {
      const high = Math.floor(value / 4_294_967_296);
      this.#buffer.writeUInt32LE((value - high * 4_294_967_296) >>> 0, this.size);
      this.#buffer.writeInt32LE(high | 0, this.size + 4);
    }
    this.size += 8;
  }

  float64(value: number): void {
    this.#room(8);
    this.size = this.#buffer.writeDoubleLE(value, this.size);
  }

  text(value: string): void {
    this.#room(value.length * 3 + 5);
    if (value.length <= SHORT && this.#ascii(value)) return;
    if (value.length < 43) {
      // At most 126 bytes: the length takes one byte, whatever the characters are.
      const bytes = this.#buffer.write(value, this.size + 1, 'utf8');
      this.#buffer[this.size] = bytes;
      this.size += bytes + 1;
      return;
    }
    const bytes = Buffer.byteLength(value);
    this.#length(bytes);
    this.size += this.#buffer.write(value, this.size, 'utf8');
  }

  /** Short texts are quicker character by character than through the native call. False when one is not ASCII. */
  #ascii(value: string): boolean {
    const buffer = this.#buffer;
    const start = this.size;
    for (let at = 0; at < value.length; at++) {
      const code = value.charCodeAt(at);
      if (code > 127) return false;
      buffer[start + 1 + at] = code;
    }
    buffer[start] = value.length;
    this.size = start + 1 + value.length;
    return true;
  }

  #length(bytes: number): void {
    let rest = bytes;
    while (rest > 127) {
      this.#buffer[this.size++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#buffer[this.size++] = rest;
  }

  uuid(value: string): void {
    this.#room(16);
    if (value.length !== 36) throw new RangeError('not a UUID');
    for (let at = 0; at < 16; at++) {
      const place = UUID_PLACES[at] as number;
      const high = NIBBLES[value.charCodeAt(place)] ?? 255;
      const low = NIBBLES[value.charCodeAt(place + 1)] ?? 255;
      if (high === 255 || low === 255) throw new RangeError('not a UUID');
      this.#buffer[this.size++] = (high << 4) | low;
    }
  }
}
