import type { Log, LogEntry, NewLogEntry, Sql } from '@parcours/engine/ports';
import type pg from 'pg';

interface Waiting {
  readonly entries: readonly NewLogEntry[];
  done(ids: number[]): void;
  failed(error: unknown): void;
}

interface Row {
  id: number;
  workspace_id: string;
  received_at: number;
  imported: boolean;
  size: number;
  interactions: string;
}

/** A statement takes what has gathered meanwhile, up to this many bytes. */
const STATEMENT_BYTES = 16 * 1024 * 1024;
/** A page stops early at this many entries or bytes, whatever was asked. */
const PAGE_ENTRIES = 4000;
const PAGE_BYTES = 32 * 1024 * 1024;

/** The Log port on a table of PostgreSQL. Appends that arrive while one is being written share the next commit. */
export const postgresLog = (pool: pg.Pool): Log => {
  let waiting: Waiting[] = [];
  let writing = false;

  const write = async (): Promise<void> => {
    writing = true;
    try {
      while (waiting.length > 0) {
        const batch = takeBatch(waiting);
        waiting = waiting.slice(batch.taken.length);
        await commit(pool, batch);
      }
    } finally {
      writing = false;
    }
  };

  return {
    append: (entries) =>
      new Promise((done, failed) => {
        if (entries.length === 0) return done([]);
        waiting.push({ entries, done, failed });
        if (!writing) void write();
      }),
    appendIn: async (transaction, entries) => (entries.length === 0 ? [] : appendWith(transaction, entries)),
    read: (after, interactions) => readPage(pool, after, interactions),
    async head() {
      const { rows } = await pool.query<{ head: number }>(HEAD);
      return rows[0]?.head ?? 0;
    },
  };
};

interface Batch {
  readonly taken: readonly Waiting[];
  readonly texts: readonly Buffer[];
}

const takeBatch = (waiting: readonly Waiting[]): Batch => {
  const taken: Waiting[] = [];
  const texts: Buffer[] = [];
  let bytes = 0;
  for (const one of waiting) {
    if (bytes >= STATEMENT_BYTES) break;
    for (const entry of one.entries) {
      const text = Buffer.from(entry.text, 'utf8');
      texts.push(text);
      bytes += text.length;
    }
    taken.push(one);
  }
  return { taken, texts };
};

const rowsOf = (entries: readonly NewLogEntry[], texts: readonly Buffer[]): unknown[] => [
  entries.map((entry) => entry.workspaceId.replaceAll('\0', '\uFFFD')),
  entries.map((entry) => entry.receivedAt),
  entries.map((entry) => entry.imported),
  entries.map((entry) => entry.size),
  texts.map((text) => text.length),
  Buffer.concat(texts),
];

const idsOf = (rows: readonly { append_log: number }[]): number[] =>
  rows.map((row) => row.append_log).sort((a, b) => a - b);

const appendWith = async (sql: Sql, entries: readonly NewLogEntry[]): Promise<number[]> => {
  const texts = entries.map(({ text }) => Buffer.from(text, 'utf8'));
  return idsOf(await sql.query<{ append_log: number }>(APPEND, rowsOf(entries, texts)));
};

const commit = async (pool: pg.Pool, { taken, texts }: Batch): Promise<void> => {
  try {
    const values = rowsOf(
      taken.flatMap((one) => one.entries),
      texts,
    );
    const { rows } = await pool.query<{ append_log: number }>({ name: 'append_log', text: APPEND, values });
    const ids = idsOf(rows);
    let from = 0;
    for (const one of taken) {
      one.done(ids.slice(from, from + one.entries.length));
      from += one.entries.length;
    }
  } catch (error) {
    for (const one of taken) one.failed(error);
  }
};

const readPage = async (pool: pg.Pool, after: number, interactions: number): Promise<LogEntry[]> => {
  const most = Math.max(1, Math.min(interactions, PAGE_ENTRIES));
  const { rows } = await pool.query<Row>({
    name: 'read_log',
    text: READ,
    values: [after, interactions, most, PAGE_BYTES],
  });
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    receivedAt: row.received_at,
    imported: row.imported,
    size: row.size,
    text: row.interactions,
  }));
};

const APPEND = 'select append_log($1, $2, $3, $4, $5, $6)';

const READ = `
select id, workspace_id, received_at, imported, size, interactions
from (
  select *,
    sum(size) over earlier as interactions_before,
    sum(octet_length(interactions)) over earlier as bytes_before
  from (select * from log where id > $1 order by id limit $3) page
  window earlier as (order by id rows between unbounded preceding and 1 preceding)
) counted
where coalesce(interactions_before, 0) < $2 and coalesce(bytes_before, 0) < $4
order by id`;

// The highest id a reader can ever have seen, also when every entry has been trimmed.
const HEAD = `
select greatest((select coalesce(max(id), 0) from log), (select coalesce(max(position), 0) from readers)) as head`;
