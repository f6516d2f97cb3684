import { isUtf8 } from 'node:buffer';
import { importError } from './importError.js';

/** Where broken bytes stand: the line, and what comes before them on that line. */
export class BrokenUtf8 extends Error {
  constructor(
    readonly line: number,
    readonly before: string,
    readonly byte: number,
  ) {
    super(`the byte 0x${byte.toString(16).padStart(2, '0').toUpperCase()} is not UTF-8`);
  }
}

const NEWLINE = 10;

/**
 * Passes bytes on in pieces that end between two characters, without a byte order mark.
 * @throws BrokenUtf8 at the first byte that is not UTF-8
 */
export async function* checkUtf8(chunks: AsyncIterable<Buffer>, file: string): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let prefix: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of chunks) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first && bytes.length < 3) {
      rest = bytes;
      continue;
    }
    if (first) bytes = withoutMark(bytes, file);
    first = false;
    const end = lastWholeCharacter(bytes);
    const whole = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (!isUtf8(whole)) {
      // The whole lines before the fault go first: a header among them names the column.
      const good = whole.subarray(0, goodLength(whole));
      if (good.includes(NEWLINE)) yield good.subarray(0, good.lastIndexOf(NEWLINE) + 1);
      throw brokenAt(whole, good, line, prefix);
    }
    line += countNewlines(whole);
    prefix = linePrefix(whole, prefix);
    if (whole.length > 0) yield whole;
  }
  if (rest.length === 0) return;
  const tail = first ? withoutMark(rest, file) : rest;
  if (!isUtf8(tail)) throw brokenAt(tail, tail.subarray(0, goodLength(tail)), line, prefix);
  yield tail;
}

const withoutMark = (bytes: Buffer, file: string): Buffer => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw importError({ file, line: 1 }, 'the file is UTF-16. Save it as UTF-8 and import it again.');
  }
  return bytes;
};

/** Up to three bytes at the end may belong to a character whose last byte is still to come. */
const lastWholeCharacter = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

const countNewlines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
};

const linePrefix = (bytes: Buffer, before: Buffer): Buffer => {
  const newline = bytes.lastIndexOf(NEWLINE);
  const tail = bytes.subarray(newline + 1);
  const joined = newline === -1 ? Buffer.concat([before, tail]) : tail;
  return joined.length > 65_536 ? joined.subarray(0, 65_536) : joined;
};

/** The length of the longest prefix that is UTF-8, found by halving. */
const goodLength = (bytes: Buffer): number => {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, lastWholeCharacter(bytes.subarray(0, middle))))) good = middle;
    else bad = middle;
  }
  return lastWholeCharacter(bytes.subarray(0, good));
};

const brokenAt = (bytes: Buffer, good: Buffer, line: number, prefix: Buffer): BrokenUtf8 =>
  new BrokenUtf8(line + countNewlines(good), linePrefix(good, prefix).toString('utf8'), bytes[good.length] ?? 0);
