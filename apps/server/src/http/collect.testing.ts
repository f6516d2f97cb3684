import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Interaction, type JsonObject, readInteractions } from '@parcours/core';
import {
  createKey,
  identifyKey,
  type Log,
  type LogAppender,
  logAppender,
  rejections,
  writeKeys,
} from '@parcours/engine';
import { testStores } from '@parcours/stores/testing';
import { buildHttp } from './app.js';
import { collectRoutes } from './collect.routes.js';

export interface RejectedRow {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly payload: string;
}

/** A listening server that collects into real stores, and a look at what it wrote. */
export interface Collecting {
  readonly url: string;
  readonly key: string;
  readonly appender: LogAppender;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  readonly log: Log;
  /** Everything in the log after an entry, in order. */
  logged(after?: number): Promise<Interaction[]>;
  rejected(): Promise<RejectedRow[]>;
  stop(): Promise<void>;
}

export interface CollectingOptions {
  /** Puts something between the routes and the real log. */
  readonly around?: (log: Log) => Log;
  readonly limits?: Parameters<typeof logAppender>[1];
}

const clock = { now: () => Date.now() };

/** Starts a server that collects, on a free port of loopback, with one workspace and one write key. */
export const startCollecting = async ({
  around = (log) => log,
  limits,
}: CollectingOptions = {}): Promise<Collecting> => {
  const stores = await testStores();
  const sql = stores.operational;
  await sql.query(`insert into workspaces (id, name) values ('shop', 'Shop')`);
  const { key } = await createKey({ sql }, { workspaceId: 'shop', kind: 'write', name: 'test' });
  const appender = logAppender({ log: around(stores.log), clock }, limits);
  const keys = writeKeys({ identify: (given) => identifyKey({ sql }, given), clock });
  const routes = collectRoutes({
    appender,
    rejections: rejections({ sql, clock }),
    clock,
    newId: randomUUID,
    writeKeys: keys,
  });
  const http = buildHttp({ plugins: [routes], version: 'test', logLevel: 'silent' });
  await http.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  return {
    url,
    key,
    appender,
    log: stores.log,
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
    logged: async (after = 0) =>
      (await stores.log.read(after, 1_000_000)).flatMap(({ text }) =>
        readInteractions(text).map((one) => ({
          ...one,
          properties: JSON.parse(one.properties) as JsonObject,
          context: JSON.parse(one.context) as JsonObject,
        })),
      ),
    rejected: () => sql.query<RejectedRow>('select code, message, field, payload from rejected order by id'),
    stop: async () => {
      await http.close();
      await stores.stop();
    },
  };
};
