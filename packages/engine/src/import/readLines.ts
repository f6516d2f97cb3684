import { importError } from './importError.js';

export interface Line {
  readonly line: number;
  readonly text: string;
}

const LONGEST = 8 * 1024 * 1024;

/** Lines that hold something, in batches; LF or CRLF. @throws DomainError import_broken on a line over 8 MB */
export async function* readLines(chunks: AsyncIterable<Buffer>, file: string): AsyncIterable<Line[]> {
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LONGEST)
      throw importError({ file, line: line + parts.length + 1 }, 'the line is over 8 MB long.');
    const batch: Line[] = [];
    for (const part of parts) {
      line++;
      const text = part.endsWith('\r') ? part.slice(0, -1) : part;
      if (text.trim() !== '') batch.push({ line, text });
    }
    if (batch.length > 0) yield batch;
  }
  if (rest.trim() !== '') yield [{ line: line + 1, text: rest }];
}
