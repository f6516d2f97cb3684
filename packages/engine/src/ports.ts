/** The fold and every use case are told the time; only edges own a clock. Milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
}

/** A whole accepted request (or a chunk of an import) as one entry of the log. */
export interface NewLogEntry {
  readonly workspaceId: string;
  readonly receivedAt: number;
  /** Imported entries change positions but never contact anyone [ACT-2]. */
  readonly imported: boolean;
  /** How many interactions it holds. */
  readonly size: number;
  /** The interactions, as writeInteractions gives them. */
  readonly text: string;
}
export interface LogEntry extends NewLogEntry {
  readonly id: number;
}

/** The ordered, durable record of everything accepted. */
export interface Log {
  /** Resolves once all entries are on disk [LOG-1]; ids grow, in the order given, and no reader ever skips one. */
  append(entries: readonly NewLogEntry[]): Promise<number[]>;
  /** As append, but as part of a transaction of the operational store: on disk once it has committed, or not at all. */
  appendIn(transaction: Sql, entries: readonly NewLogEntry[]): Promise<number[]>;
  /** Entries after `after`, oldest first, until about `interactions` of them are gathered. */
  read(after: number, interactions: number): Promise<LogEntry[]>;
  head(): Promise<number>;
}

/** Rows in, rows out of the operational store. Parameters are bound, never spliced into the text. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}
/** A transaction also takes rows in bulk. */
export interface Transaction extends Sql {
  /** Rows into a table, as lines of tab-separated text in PostgreSQL's COPY form; columns in the order given. */
  copy(table: string, columns: readonly string[], lines: readonly string[]): Promise<void>;
}
export interface OperationalStore extends Sql {
  transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T>;
}

export type Row = Readonly<Record<string, unknown>>;

/** Rows on their way into a table, kept in the store's own form, so that nothing else of them need be held. */
export interface RowBatch {
  /** All rows of a batch have the columns of the first. @throws TypeError for a value that does not fit its column */
  add(row: Row): void;
  readonly rows: number;
  readonly bytes: number;
}

export interface AnalyticalSettings {
  /** Seconds after which the query is stopped; 30 when absent. */
  readonly maxSeconds?: number;
  /** Bytes of memory after which it is stopped; the store's own limit when absent. */
  readonly maxMemory?: number;
}
/** The analytical store. `{name:Type}` parameters are bound by the engine. */
export interface Warehouse {
  query<Row = Record<string, unknown>>(
    text: string,
    parameters?: Readonly<Record<string, unknown>>,
    settings?: AnalyticalSettings,
  ): Promise<Row[]>;
  /** Rows as arrays, streamed in JSONCompactEachRow; memory stays bounded. */
  stream(text: string, parameters?: Readonly<Record<string, unknown>>): AsyncIterable<readonly unknown[][]>;
  /** Rows to be gathered for one insert. */
  batch(table: string): Promise<RowBatch>;
  /** Inserts all rows or none; the same token inserts nothing a second time. */
  insert(table: string, rows: readonly Row[] | RowBatch, token: string): Promise<void>;
  command(text: string, parameters?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Rewrites the files of the stores, so that not a byte is left of rows that were deleted. */
export interface Compaction {
  /** Bytes of the tables that nobody can write to while they are rewritten. */
  size(): Promise<number>;
  /**
   * `since` is the transaction that deleted the rows. Where somebody still sees what was before it, nothing is done.
   * `remains` names what only the keeper of a store that is not ours can clear.
   */
  compact(
    since: string,
  ): Promise<{ readonly waitsFor: 'readers' | null; readonly remains: readonly ('write_ahead_log' | 'statistics')[] }>;
}

/** A refusal a person can act on. `status` is the HTTP status a transport should use. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
