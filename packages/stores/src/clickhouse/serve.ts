import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Engine } from './engine.js';
import { EngineError, statusOf, toEngineError } from './engineError.js';
import { parseInsert, parseRequest } from './request.js';

/** Parameters travel in the address, as ClickHouse itself takes them: room for lists of some ten thousand ids. */
const MAX_ADDRESS = 1024 * 1024;

const LONGEST_QUERY = 16 * 1024 * 1024;

/** ClickHouse's HTTP interface over the engine, as far as `@clickhouse/client` uses it. */
export const serveEngine = (engine: Engine, password: string): Server => {
  const server = createServer({ maxHeaderSize: MAX_ADDRESS }, (request, response) => {
    handle(engine, password, request, response).catch((error: unknown) => fail(response, error));
  });
  // The client keeps idle sockets for seconds; it must be the one to close them.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  return server;
};

const handle = async (engine: Engine, password: string, request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  if (!isAllowed(request, password)) throw new EngineError(516, 'Authentication failed. (AUTHENTICATION_FAILED)');
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const requestId = randomUUID();
  const inAddress = url.searchParams.get('query');
  if (request.method === 'POST' && inAddress && parseInsert(inAddress)) {
    const parsed = parseRequest(url, '', requestId);
    response.setHeader('X-ClickHouse-Query-Id', parsed.queryId);
    await engine.insert(parsed, request, left.signal);
    return void response.end();
  }
  const parsed = parseRequest(url, await readText(request), requestId);
  if (!parsed.query.trim()) throw new EngineError(62, 'Empty query. (SYNTAX_ERROR)');
  response.setHeader('X-ClickHouse-Query-Id', parsed.queryId);
  response.setHeader('X-ClickHouse-Format', parsed.format);
  await engine.run(parsed, left.signal, (bytes) => send(response, bytes));
  response.end();
};

const send = async (response: ServerResponse, bytes: Uint8Array): Promise<void> => {
  if (response.destroyed || response.write(bytes)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
};

const fail = (response: ServerResponse, cause: unknown): void => {
  const error = toEngineError(cause);
  // Once rows have left, a broken answer is the only way to say that it is not whole.
  if (response.headersSent) return void response.destroy();
  response.statusCode = statusOf(error.code);
  response.setHeader('X-ClickHouse-Exception-Code', String(error.code));
  response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  response.end(`${error.message.trimEnd()}\n`);
};

const isAllowed = (request: IncomingMessage, password: string): boolean => {
  const key = request.headers['x-clickhouse-key'];
  const [scheme, value] = (request.headers.authorization ?? '').split(' ');
  const given =
    typeof key === 'string'
      ? key
      : scheme === 'Basic'
        ? Buffer.from(value ?? '', 'base64')
            .toString('utf8')
            .replace(/^[^:]*:/, '')
        : '';
  return timingSafeEqual(digest(given), digest(password));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const readText = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LONGEST_QUERY) throw new EngineError(62, 'The query is too long. (SYNTAX_ERROR)');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
