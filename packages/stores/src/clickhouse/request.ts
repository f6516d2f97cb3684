import { EngineError } from './engineError.js';

/** One request of ClickHouse's HTTP interface, taken apart. */
export interface EngineRequest {
  readonly query: string;
  readonly database: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
  readonly queryId: string;
  readonly format: string;
  /** The whole answer is gathered before its first byte is sent, so that an error always has its status. */
  readonly buffered: boolean;
}

const DEFAULTS: Readonly<Record<string, string>> = {
  max_execution_time: '30',
  max_memory_usage: '1500000000',
  // An insert arrives as one block, so that all of it is there or none.
  max_insert_block_size: '1048576',
  min_insert_block_size_rows: '1048576',
  min_insert_block_size_bytes: '1073741824',
  input_format_parallel_parsing: '0',
  output_format_json_quote_64bit_integers: '1',
  date_time_input_format: 'best_effort',
};

const ALLOWED = new Set([
  ...Object.keys(DEFAULTS),
  'insert_deduplication_token',
  'insert_deduplicate',
  'max_threads',
  'max_insert_threads',
  'max_block_size',
  'max_result_rows',
  'max_result_bytes',
  'max_rows_to_read',
  'max_bytes_to_read',
  'max_bytes_before_external_group_by',
  'max_bytes_before_external_sort',
  'max_bytes_ratio_before_external_group_by',
  'max_bytes_ratio_before_external_sort',
  'result_overflow_mode',
  'timeout_overflow_mode',
  'readonly',
  'final',
  'join_algorithm',
  'join_use_nulls',
  'group_by_use_nulls',
  'mutations_sync',
  'lightweight_deletes_sync',
  'alter_sync',
  'async_insert',
  'wait_for_async_insert',
  'optimize_on_insert',
  'optimize_read_in_order',
  'optimize_aggregation_in_order',
  'do_not_merge_across_partitions_select_final',
  'session_timezone',
  'date_time_output_format',
  'input_format_skip_unknown_fields',
  'input_format_null_as_default',
  'log_queries',
  'use_query_cache',
]);

/** Words of the HTTP interface that are not settings. */
const OPTIONS = new Set([
  ...['query', 'database', 'query_id', 'default_format', 'session_id', 'session_timeout', 'session_check', 'role'],
  ...['wait_end_of_query', 'buffer_size', 'compress', 'enable_http_compression', 'http_zlib_compression_level'],
  ...['user', 'password', 'quota_key', 'client_protocol_version', 'http_write_exception_in_output_format'],
  ...['send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'decompress'],
  ...['cancel_http_readonly_queries_on_client_close', 'allow_experimental_analyzer'],
]);

/**
 * Takes the address of a request apart. `body` is the query's text when the address carries none.
 * @throws EngineError 115 for a setting that may not be given.
 */
export const parseRequest = (url: URL, body: string, requestId: string): EngineRequest => {
  const settings = new Map(Object.entries(DEFAULTS));
  const parameters = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (OPTIONS.has(name)) continue;
    if (name.startsWith('param_')) parameters.set(parameterName(name.slice(6)), value);
    else if (ALLOWED.has(name)) settings.set(name, value);
    else throw new EngineError(115, `Setting ${name} is not allowed here. (UNKNOWN_SETTING)`);
  }
  const query = [url.searchParams.get('query'), body].filter(Boolean).join('\n');
  if (hasSeveralStatements(query)) {
    throw new EngineError(62, 'Syntax error (Multi-statements are not allowed). (SYNTAX_ERROR)');
  }
  return {
    query,
    database: url.searchParams.get('database') || 'default',
    settings,
    parameters,
    queryId: url.searchParams.get('query_id') || requestId,
    format: url.searchParams.get('default_format') ?? 'TabSeparated',
    buffered: url.searchParams.get('wait_end_of_query') === '1',
  };
};

const parameterName = (name: string): string => {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw new EngineError(36, `Parameter name ${JSON.stringify(name)} is not an identifier. (BAD_ARGUMENTS)`);
};

// The library would run them all; a server of ClickHouse refuses, and so do we.
const hasSeveralStatements = (query: string): boolean =>
  query.includes(';') && /;\s*\S/.test(query.replace(OPAQUE, ' '));

/** Literals, quoted names and comments: what is inside is not SQL. */
const OPAQUE =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g;

/** The format of the data that follows an `INSERT … FORMAT X`, with the statement before it; null for other queries. */
export const parseInsert = (query: string): { into: string; format: string } | null => {
  const found = /^\s*(insert\s+into\b[\s\S]*?)\s+format\s+([A-Za-z]+)\s*;?\s*$/i.exec(query);
  return found ? { into: found[1] as string, format: found[2] as string } : null;
};

/** Whether a query only reads, so that it does not wait for those that write. */
export const isRead = (query: string): boolean =>
  beginsWith(query, 'select|with|show|describe|desc|exists|explain|values');

/** Whether the engine can give a query's answer piece by piece. */
export const isStreamable = (query: string): boolean => beginsWith(query, 'select|with');

const beginsWith = (query: string, words: string): boolean =>
  new RegExp(`^(\\s|--[^\\n]*\\n|/\\*[\\s\\S]*?\\*/|\\()*(${words})\\b`, 'i').test(query);
