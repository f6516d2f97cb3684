import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { literal } from './literal.js';
import { type EngineRequest, isRead, isStreamable, parseInsert } from './request.js';
import { type EngineSession, SessionPool } from './sessionPool.js';

const READERS = 4;
const WRITERS = 2;
const LONGEST_QUEUE = 200;

/** The engine of one folder: sessions that read, sessions that write, so that neither starves the other. */
export class Engine {
  readonly #readers: SessionPool;
  readonly #writers: SessionPool;
  readonly #killers: SessionPool;
  #inserts = 0;

  private constructor(
    folder: string,
    private readonly spool: string,
  ) {
    this.#readers = new SessionPool(folder, 'reader', READERS, LONGEST_QUEUE);
    this.#writers = new SessionPool(folder, 'writer', WRITERS, LONGEST_QUEUE);
    this.#killers = new SessionPool(folder, 'killer', 1, LONGEST_QUEUE);
  }

  /** Opens the folder; what inserts an earlier run had spooled and not finished is thrown away. */
  static async open(folder: string): Promise<Engine> {
    const spool = join(folder, 'spool');
    await rm(spool, { recursive: true, force: true });
    await mkdir(spool, { recursive: true, mode: 0o700 });
    const data = join(folder, 'data');
    await mkdir(data, { recursive: true, mode: 0o700 });
    // Inserts are read by a path relative to the spool: no character of the folder's name can be taken for a pattern.
    process.chdir(spool);
    return new Engine(data, spool);
  }

  /**
   * Runs a request and hands its answer's bytes to `write`, in order. When `left` aborts, the query is killed.
   * @throws what the engine throws; see toEngineError.
   */
  async run(request: EngineRequest, left: AbortSignal, write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    const read = isRead(request.query);
    await this.#lend(read ? this.#readers : this.#writers, left, async (session) => {
      await session.prepare(request);
      left.throwIfAborted();
      if (request.buffered || !isStreamable(request.query))
        return write(await session.run(request.query, request.format));
      for await (const chunk of session.stream(request.query, request.format)) {
        if (left.aborted) break;
        await write(chunk.raw());
      }
    });
  }

  /** Inserts the data of a request's body. The data goes to a file and is only ever parsed as data, never as SQL. */
  async insert(request: EngineRequest, data: IncomingMessage, left: AbortSignal): Promise<void> {
    const insert = parseInsert(request.query);
    if (!insert) throw new Error('not an insert');
    const name = `insert-${this.#inserts++}`;
    const path = join(this.spool, name);
    try {
      const file = createWriteStream(path, { mode: 0o600 });
      if (data.headers['content-encoding'] === 'gzip') await pipeline(data, createGunzip(), file);
      else await pipeline(data, file);
      if (file.bytesWritten === 0) return;
      await this.#lend(this.#writers, left, async (session) => {
        await session.prepare(request);
        await session.run(`${insert.into} from infile ${literal(name)} format ${insert.format}`, 'TabSeparated');
      });
    } finally {
      await rm(path, { force: true });
    }
  }

  async #lend(pool: SessionPool, left: AbortSignal, work: (session: EngineSession) => Promise<void>): Promise<void> {
    const session = await pool.take(left);
    let working = true;
    let killing: Promise<void> | undefined;
    const onLeft = () => {
      killing = this.#kill(session.name, () => working);
    };
    left.addEventListener('abort', onLeft);
    try {
      await work(session);
    } finally {
      working = false;
      left.removeEventListener('abort', onLeft);
      // Until the killing has ended, the session is not lent again: it would hit the next query.
      await killing;
      pool.release(session);
    }
  }

  // The library cannot interrupt a query; another session of the same folder can. It is asked again until the work has
  // ended: a query that had not quite begun is not there yet to be killed.
  async #kill(name: string, isWorking: () => boolean): Promise<void> {
    while (isWorking()) {
      const killer = await this.#killers.take();
      try {
        await killer.run(`kill query where Settings['log_comment'] = ${literal(name)} async`, 'Null');
      } catch (error) {
        process.stderr.write(`A query could not be killed: ${String(error)}\n`);
      } finally {
        this.#killers.release(killer);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  isBusy(): boolean {
    return [this.#readers, this.#writers, this.#killers].some((pool) => pool.isBusy());
  }

  close(): void {
    for (const pool of [this.#readers, this.#writers, this.#killers]) pool.close();
  }
}
