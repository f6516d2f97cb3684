import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OperationalStore, Sql, Transaction } from '@parcours/engine/ports';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A pool whose bigint columns come out as numbers: ids and epoch milliseconds stay far below 2^53. */
export const openPool = (url: string, size = 20): pg.Pool => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: url, max: size, types, application_name: 'parcours' });
  // An idle connection that breaks is replaced when next needed; the query that needs it reports what is wrong.
  pool.on('error', () => undefined);
  return pool;
};

/** The OperationalStore port on PostgreSQL, ours or another. */
export const postgresStore = (pool: pg.Pool): OperationalStore => ({
  query: sqlOn(pool).query,
  async transaction(work) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(transactionOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  },
});

const sqlOn = (connection: pg.Pool | pg.PoolClient): Sql => ({
  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await connection.query(text, parameters as unknown[]);
    return rows as Row[];
  },
});

/** Lines sent to the server at a time. */
const LINES = 500;

function* chunksOf(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += LINES) yield `${lines.slice(at, at + LINES).join('\n')}\n`;
}

const transactionOn = (client: pg.PoolClient): Transaction => ({
  ...sqlOn(client),
  async copy(table, columns, lines) {
    const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const target = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${names}) from stdin`));
    await pipeline(Readable.from(chunksOf(lines)), target);
  },
});
