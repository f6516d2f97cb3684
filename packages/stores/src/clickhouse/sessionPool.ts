import { Session } from 'chdb';
import { EngineError } from './engineError.js';
import { identifier, literal } from './literal.js';
import type { EngineRequest } from './request.js';

/** One session of the engine, which runs one query at a time and remembers what was set on it. */
export class EngineSession {
  readonly #session: Session;
  readonly #settings = new Map<string, string>();
  readonly #parameters = new Map<string, string>();
  #database = 'default';

  constructor(
    folder: string,
    readonly name: string,
  ) {
    this.#session = new Session(folder);
    this.#session.query(`set log_comment = ${literal(name)}`);
  }

  /** Sets database, settings and parameters as the request wants them, and nothing of an earlier one. */
  async prepare(request: EngineRequest): Promise<void> {
    const changes: string[] = [];
    for (const name of this.#settings.keys()) {
      if (!request.settings.has(name)) changes.push(`${name} = default`);
    }
    for (const [name, value] of request.settings) {
      if (this.#settings.get(name) !== value) changes.push(`${name} = ${literal(value)}`);
    }
    if (changes.length > 0) {
      this.#settings.clear();
      await this.#session.queryAsync(`set ${changes.join(', ')}`);
      for (const [name, value] of request.settings) this.#settings.set(name, value);
    }
    await this.#bind(request);
    if (request.database !== this.#database) {
      await this.#session.queryAsync(`use ${identifier(request.database)}`);
      this.#database = request.database;
    }
  }

  async #bind({ query, parameters }: EngineRequest): Promise<void> {
    const changed = [...parameters].filter(([name, value]) => this.#parameters.get(name) !== value);
    // All in one statement: a query may have hundreds, and each statement takes milliseconds.
    if (changed.length > 0) {
      const set = changed.map(([name, value]) => `param_${name} = ${literal(value)}`);
      await this.#session.queryAsync(`set ${set.join(', ')}`);
    }
    for (const [name, value] of changed) this.#parameters.set(name, value);
    // The engine keeps a parameter until it is set anew: one left by an earlier request must not be taken for given.
    for (const [, name = ''] of query.matchAll(/\{\s*(\w+)\s*:/g)) {
      if (parameters.has(name) || !this.#parameters.has(name)) continue;
      throw new EngineError(456, `Substitution \`${name}\` is not set. (UNKNOWN_QUERY_PARAMETER)`);
    }
  }

  async run(query: string, format: string): Promise<Uint8Array> {
    return (await this.#session.queryAsync(query, { format })).bytes();
  }

  stream(query: string, format: string) {
    return this.#session.queryStream(query, { format });
  }

  close(): void {
    this.#session.close();
  }
}

interface Waiting {
  give(session: EngineSession): void;
  refuse(error: Error): void;
}

/** Sessions lent one at a time, first come first served, with a bounded queue. */
export class SessionPool {
  readonly #all: readonly EngineSession[];
  readonly #free: EngineSession[];
  #waiting: Waiting[] = [];

  constructor(
    folder: string,
    prefix: string,
    size: number,
    private readonly longestQueue: number,
  ) {
    this.#all = Array.from({ length: size }, (_, index) => new EngineSession(folder, `${prefix}-${index}`));
    this.#free = [...this.#all];
  }

  /** A session, to be given back with `release`. Rejects with 202 when too many wait already, or when `left` aborts. */
  take(left?: AbortSignal): Promise<EngineSession> {
    const session = this.#free.pop();
    if (session) return Promise.resolve(session);
    if (this.#waiting.length >= this.longestQueue) {
      const text = 'Too many queries wait for the analytical store. (TOO_MANY_SIMULTANEOUS_QUERIES)';
      return Promise.reject(new EngineError(202, text));
    }
    return new Promise((give, refuse) => {
      const waiting: Waiting = { give, refuse };
      this.#waiting.push(waiting);
      left?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        refuse(new EngineError(394, 'The client left before its query began. (QUERY_WAS_CANCELLED)'));
      });
    });
  }

  release(session: EngineSession): void {
    const next = this.#waiting.shift();
    if (next) next.give(session);
    else this.#free.push(session);
  }

  isBusy(): boolean {
    return this.#free.length < this.#all.length;
  }

  close(): void {
    for (const session of this.#all) session.close();
  }
}
