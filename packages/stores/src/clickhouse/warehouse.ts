import { Readable } from 'node:stream';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { AnalyticalSettings, Row, RowBatch, Warehouse } from '@parcours/engine/ports';
import { identifier } from './literal.js';
import { type Column, isEncodable, RowEncoder } from './rowBinary.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The Warehouse port on a ClickHouse, ours or another. 64-bit integers come out as strings; DateTime64(3) goes in as
 * epoch milliseconds (a whole number) or as an ISO string.
 */
export const clickHouseWarehouse = (client: ClickHouseClient): Warehouse => ({
  async query<Row>(text: string, parameters?: Parameters, settings?: AnalyticalSettings): Promise<Row[]> {
    const answer = await client.query({
      query: text,
      query_params: { ...parameters },
      format: 'JSONEachRow',
      clickhouse_settings: { ...limits(settings), wait_end_of_query: 1 },
    });
    return parseLines<Row>(await answer.text());
  },

  stream: (text, parameters) => streamRows(client, text, parameters),

  ...writing(client),

  async command(text, parameters) {
    await client.command({ query: text, query_params: { ...parameters } });
  },
});

/** What a batch becomes: RowBinary where every column can be written so, half the work of JSON on both sides. */
class Rows implements RowBatch {
  rows = 0;
  #names: readonly string[] = [];
  #encoder: RowEncoder | null = null;
  readonly #plain: Row[] = [];

  constructor(
    readonly table: string,
    private readonly columns: readonly Column[],
  ) {}

  get bytes(): number {
    return this.#encoder?.bytes ?? this.#plain.length * 1000;
  }

  add(row: Row): void {
    if (this.rows === 0) this.#begin(row);
    // Columns come from the first row: a row with others would lose them without a word.
    if (Object.keys(row).length !== this.#names.length) {
      throw new TypeError(`All rows of one insert into ${this.table} must have the same columns`);
    }
    if (this.#encoder) this.#encoder.add(row);
    else this.#plain.push(row);
    this.rows++;
  }

  #begin(first: Row): void {
    const given = givenColumns(this.table, this.columns, first);
    this.#names = given.map(({ name }) => name);
    this.#encoder = isEncodable(given) ? new RowEncoder(given) : null;
  }

  async send(client: ClickHouseClient, token: string): Promise<void> {
    const settings = { ...ONE_BLOCK, insert_deduplication_token: token, wait_end_of_query: 1 } as const;
    if (!this.#encoder) {
      await client.insert({
        table: this.table,
        values: this.#plain,
        format: 'JSONEachRow',
        clickhouse_settings: settings,
      });
      return;
    }
    const names = this.#names.map(identifier).join(', ');
    const { stream } = await client.exec({
      query: `insert into ${identifier(this.table)} (${names}) format RowBinary`,
      values: Readable.from(this.#encoder.chunks(), { objectMode: false, highWaterMark: 4 * 1024 * 1024 }),
      clickhouse_settings: settings,
    });
    // The answer is empty: its end says that the rows are in.
    for await (const _ of stream);
  }
}

/** Rows added before other work gets its turn. */
const AT_ONCE = 2_000;

const writing = (client: ClickHouseClient): Pick<Warehouse, 'batch' | 'insert'> => {
  const known = new Map<string, Promise<readonly Column[]>>();
  const columnsOf = (table: string) => {
    const columns = known.get(table) ?? readColumns(client, table);
    known.set(table, columns);
    columns.catch(() => known.delete(table));
    return columns;
  };
  const batch = async (table: string): Promise<Rows> => new Rows(table, await columnsOf(table));
  const gather = async (table: string, rows: readonly Row[]): Promise<Rows> => {
    const gathered = await batch(table);
    for (const [at, row] of rows.entries()) {
      gathered.add(row);
      if (at % AT_ONCE === AT_ONCE - 1) await otherWork();
    }
    return gathered;
  };
  return {
    batch,
    async insert(table, given, token) {
      const rows = given instanceof Rows ? given : await gather(table, given as readonly Row[]);
      if (rows.table !== table) throw new TypeError(`These rows are for ${rows.table}, not for ${table}`);
      if (rows.rows > 0) await rows.send(client, token);
    },
  };
};

const readColumns = async (client: ClickHouseClient, table: string): Promise<readonly Column[]> => {
  const answer = await client.query({
    query:
      'select name, type from system.columns where database = currentDatabase() and table = {table:String} order by position',
    query_params: { table },
    format: 'JSONEachRow',
  });
  return answer.json<Column>();
};

const givenColumns = (table: string, all: readonly Column[], row: Row): readonly Column[] => {
  const names = Object.keys(row);
  const columns = names.map((name) => all.find((column) => column.name === name));
  const missing = names.filter((_, index) => !columns[index]);
  if (missing.length > 0) throw new TypeError(`The table ${table} has no column ${missing.join(', ')}`);
  return columns as Column[];
};

/** One block for all rows: ClickHouse inserts a block wholly or not at all, and remembers its token. */
const ONE_BLOCK: ClickHouseSettings = {
  max_insert_block_size: '1048576',
  min_insert_block_size_rows: '1048576',
  min_insert_block_size_bytes: '1073741824',
  max_execution_time: 600,
};

const limits = (settings?: AnalyticalSettings): ClickHouseSettings => ({
  max_execution_time: settings?.maxSeconds ?? 30,
  ...(settings?.maxMemory === undefined ? {} : { max_memory_usage: String(settings.maxMemory) }),
});

const parseLines = <Row>(text: string): Row[] =>
  text.length === 0 ? [] : (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as Row[]);

async function* streamRows(client: ClickHouseClient, text: string, parameters?: Parameters) {
  const left = new AbortController();
  const { stream } = await client.exec({
    query: `${text}\nformat JSONCompactEachRow`,
    query_params: { ...parameters },
    clickhouse_settings: { max_execution_time: 0 },
    abort_signal: left.signal,
  });
  try {
    for await (const lines of wholeLines(stream)) {
      const rows = parseLines<unknown[]>(lines);
      if (rows.length > 0) yield rows as readonly unknown[][];
    }
  } finally {
    // A reader that stops early must not leave the engine working.
    left.abort();
    stream.destroy();
  }
}

/** Cuts a stream of bytes at line ends, so that a character or a row is never split. */
async function* wholeLines(stream: Readable): AsyncGenerator<string> {
  let kept: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(10) + 1;
    if (end === 0) {
      kept.push(chunk);
      continue;
    }
    yield Buffer.concat([...kept, chunk.subarray(0, end)]).toString('utf8');
    kept = end < chunk.length ? [chunk.subarray(end)] : [];
  }
  if (kept.length > 0) yield Buffer.concat(kept).toString('utf8');
}
