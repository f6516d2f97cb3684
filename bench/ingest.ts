import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { LogAppender } from '@parcours/engine';
import { buildHttp } from '../apps/server/src/http/app.js';
import { collectRoutes } from '../apps/server/src/http/collect.routes.js';
import { ingestAll } from './load/ingestAll.js';
import { sendFrom } from './load/run.js';
import type { Sent } from './load/send.js';
import { report, round } from './results.js';

/**
 * Interactions per second acknowledged durable and situated on all five presets, 100 per request, against the same
 * routes and schemas with the append to the log replaced by nothing.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    customers: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '16' },
  },
});
const seconds = Number(values.seconds);
const customers = Number(values.customers);
const connections = Number(values.connections);
const clock = { now: () => Date.now() };

/** The append to the log, its encoding included, replaced by nothing. */
const nowhere: Pick<LogAppender, 'append' | 'assertRoom'> = {
  append: async () => 1,
  assertRoom: () => undefined,
};

const withoutLog = async (): Promise<Sent> => {
  const routes = collectRoutes({
    appender: nowhere,
    rejections: { record: async () => undefined },
    clock,
    newId: randomUUID,
    writeKeys: { find: async () => 'main', recall: () => 'main' },
  });
  const http = buildHttp({ plugins: [routes], version: 'bench' });
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as AddressInfo;
  const sent = await sendFrom({
    url: `http://127.0.0.1:${port}`,
    key: 'bench',
    seconds: Math.min(20, seconds),
    connections,
    customers,
    run: 'b',
  });
  await http.close();
  return sent;
};

const bare = await withoutLog();
const { sent, situatedSeconds, peak } = await ingestAll({ seconds, customers, connections });
const bareRate = bare.interactions / bare.seconds;
const rate = sent.interactions / situatedSeconds;
process.stderr.write(
  `without a log ${Math.round(bareRate)}/s; durable ${Math.round(sent.interactions / sent.seconds)}/s; durable and situated ${Math.round(rate)}/s\n`,
);
report({
  bench: 'ingest',
  ratio: round(rate / bareRate),
  interactionsPerSecond: Math.round(rate),
  withoutLogPerSecond: Math.round(bareRate),
  interactions: sent.interactions,
  p50ms: round(sent.p50, 1),
  p99ms: round(sent.p99, 1),
  refused: sent.refused,
  customers,
  seconds,
  serverResidentMB: Math.round(peak / 2 ** 20),
});
process.exit(0);
