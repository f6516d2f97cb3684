import { CsvError, parse } from 'csv-parse';
import { importError } from './importError.js';
import { type OnBytes, openFile } from './openFile.js';
import { readLines } from './readLines.js';
import { BrokenUtf8 } from './utf8.js';

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}
export interface Table {
  readonly header: readonly string[];
  /** Batches of rows, each with as many cells as the header. */
  readonly rows: AsyncIterable<Row[]>;
}
export interface TableFormat {
  readonly delimiter: string;
  readonly quote: string;
  /** Names of the columns where the file has no header line. */
  readonly columns?: readonly string[];
}

/** A row that cannot be read; the column's name is added where the header is known. */
class BrokenRow extends Error {
  constructor(
    readonly line: number,
    readonly index: number | undefined,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Opens a delimited file: its header, and its rows as they are read.
 * @throws DomainError import_broken naming line and column: no header, wrong quoting, rows of another width, broken UTF-8
 */
export const readRows = async (path: string, file: string, format: TableFormat, onBytes?: OnBytes): Promise<Table> => {
  const batches = records(openFile(path, onBytes), file, format)[Symbol.asyncIterator]();
  const known: { header?: readonly string[] } = { header: format.columns };
  const next = async () => {
    try {
      return await batches.next();
    } catch (error) {
      throw named(error, file, format, known.header);
    }
  };
  let first = await next();
  while (!first.done && first.value.length === 0) first = await next();
  const opening: Row[] = first.done ? [] : first.value;
  const header = format.columns ?? opening.shift()?.cells.map((name) => name.trim());
  if (!header) throw importError({ file }, 'the file is empty.');
  known.header = header;
  checkHeader(header, file);
  async function* rows(): AsyncIterable<Row[]> {
    for (let batch = opening, done = first.done === true; !done; ) {
      for (const row of batch) checkWidth(row, header ?? [], file);
      if (batch.length > 0) yield batch;
      const following = await next();
      done = following.done === true;
      batch = following.done ? [] : following.value;
    }
  }
  return { header, rows: rows() };
};

const records = (chunks: AsyncIterable<Buffer>, file: string, format: TableFormat): AsyncIterable<Row[]> =>
  format.delimiter === 'whitespace' ? splitRecords(chunks, file) : csvRecords(chunks, format);

async function* splitRecords(chunks: AsyncIterable<Buffer>, file: string): AsyncIterable<Row[]> {
  for await (const lines of readLines(chunks, file)) {
    yield lines.map(({ line, text }) => ({ line, cells: text.trim().split(/\s+/) }));
  }
}

const delimiterOf = (format: TableFormat): string => (format.delimiter === 'tab' ? '\t' : format.delimiter);

async function* csvRecords(chunks: AsyncIterable<Buffer>, format: TableFormat): AsyncIterable<Row[]> {
  let line = 1;
  let batch: Row[] = [];
  const parser = parse({
    delimiter: delimiterOf(format),
    quote: format.quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: 8 * 1024 * 1024,
    // Rows are taken as they are parsed and never reach the stream, which would drop those before a fault.
    on_record: (cells: string[]) => {
      if (cells.length > 1 || cells[0] !== '') batch.push({ line, cells });
      line += 1 + newlinesIn(cells);
      return null;
    },
  });
  parser.on('error', () => {});
  const feed = (chunk: Buffer | null) =>
    new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      if (chunk === null)
        parser
          .on('error', reject)
          .resume()
          .end(() => resolve());
      else parser.write(chunk, done);
    });
  const taken = () => {
    const rows = batch;
    batch = [];
    return rows;
  };
  try {
    for await (const chunk of chunks) {
      await feed(chunk);
      yield taken();
    }
    await feed(null);
    yield taken();
  } catch (error) {
    // A fault comes after the good rows before it, so that the first fault of the file is the one named.
    if (error instanceof BrokenUtf8) await feed(null).catch(() => {});
    if (batch.length > 0) yield taken();
    throw error instanceof CsvError ? quotingFault(error, line) : error;
  }
}

const newlinesIn = (cells: readonly string[]): number => {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
};

const QUOTING: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote opens here and never closes.',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the closing quote; a quote inside a quoted value must be doubled.',
  INVALID_OPENING_QUOTE:
    'a quote stands inside a value that does not begin with one; quote the whole value and double it.',
  CSV_MAX_RECORD_SIZE: 'the row is over 8 MB long; a quote that never closes, perhaps.',
};
const quotingFault = (error: CsvError, line: number): BrokenRow => {
  const index = Number(error['column'] ?? Number.NaN);
  return new BrokenRow(line, Number.isInteger(index) ? index : undefined, QUOTING[error.code] ?? error.message);
};

const checkHeader = (header: readonly string[], file: string): void => {
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw importError({ file, line: 1, column: name }, 'two columns have this name.');
    seen.add(name);
  }
};

const checkWidth = (row: Row, header: readonly string[], file: string): void => {
  if (row.cells.length === header.length) return;
  const fewer = row.cells.length < header.length;
  const column = fewer ? header[row.cells.length] : header.at(-1);
  const what = fewer ? 'is missing' : `is followed by ${row.cells.length - header.length} more`;
  throw importError(
    { file, line: row.line, column },
    `this value ${what}: the line has ${row.cells.length} values where the file has ${header.length} columns.`,
  );
};

/** Which column broken bytes stand in: delimiters outside quotes are counted on the line before them. */
const bytesFault = (error: BrokenUtf8, format: TableFormat): BrokenRow => {
  const before = error.before
    .split(format.quote)
    .filter((_, index) => index % 2 === 0)
    .join('');
  const cells = format.delimiter === 'whitespace' ? before.trim().split(/\s+/) : before.split(delimiterOf(format));
  return new BrokenRow(error.line, cells.length - 1, `${error.message}. Save the file as UTF-8 and import it again.`);
};

const named = (error: unknown, file: string, format: TableFormat, header?: readonly string[]): unknown => {
  const fault = error instanceof BrokenUtf8 ? bytesFault(error, format) : error;
  if (!(fault instanceof BrokenRow)) return fault;
  const column = fault.index === undefined ? undefined : (header?.[fault.index] ?? `number ${fault.index + 1}`);
  return importError({ file, line: fault.line, column }, fault.message);
};
