/** About the bytes of rows in one part, before compression. */
const PART_BYTES = 16 * 1024 * 1024;
const NEWLINE = 10;

export interface Part {
  readonly rows: number;
  readonly bytes: Buffer;
}

const rowsIn = (bytes: Buffer): number => {
  let rows = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) rows++;
  return rows;
};

/** Cuts rows, a line each, into parts of whole lines; only one part is held at a time. */
export async function* partsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  let kept: Buffer[] = [];
  let size = 0;
  let rows = 0;
  for await (const chunk of stream) {
    const end = size + chunk.length >= PART_BYTES ? chunk.lastIndexOf(NEWLINE) + 1 : 0;
    if (end > 0) {
      const last = chunk.subarray(0, end);
      yield { rows: rows + rowsIn(last), bytes: Buffer.concat([...kept, last]) };
      kept = [];
      size = 0;
      rows = 0;
    }
    const rest = chunk.subarray(end);
    kept.push(rest);
    size += rest.length;
    rows += rowsIn(rest);
  }
  if (size > 0) yield { rows, bytes: Buffer.concat(kept) };
}
