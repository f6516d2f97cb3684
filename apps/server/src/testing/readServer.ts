import { compareDrivers, discoverGroups, learnPurchases, type Role } from '@parcours/core';
import {
  createKey,
  createWorkspace,
  dryRunFlow,
  keepAnswers,
  logAppender,
  MailError,
  type Mailer,
  openTail,
  previewBand,
  previewModel,
  rejections,
  removeWorkspaceRows,
} from '@parcours/engine';
import { testStores } from '@parcours/stores/testing';
import { createAccounts } from '../accounts/accounts.js';
import { createAudit } from '../accounts/audit.js';
import { createGate } from '../accounts/gate.js';
import { buildHttp } from '../http/app.js';
import type { ReadDeps } from '../http/readDeps.js';
import { readRoutes } from '../http/readRoutes.js';
import type { Http } from '../http/types.js';

export const NOW = Date.parse('2026-06-15T12:00:00.000Z');
export const DAY = 86_400_000;

const collecting = ({ log, operational }: Awaited<ReturnType<typeof testStores>>) => {
  const clock = { now: () => NOW };
  const appender = logAppender({ log, clock });
  const refusals = rejections({ sql: operational, clock });
  return { clock, appender, refusals, tail: openTail({ appender, rejections: refusals }) };
};

const failing = (where: string, error: unknown): never => {
  throw new Error(where, { cause: error });
};

interface Options extends Partial<Pick<ReadDeps, 'preview' | 'mailer' | 'clock'>> {
  readonly demonstration?: boolean;
}

/** Asking as the holder of an API key. */
const askingOf = (http: Http, ownKey: string) => {
  const ask = async (method: 'GET' | 'POST', url: string, key: string, payload?: object) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await http.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    get: (url: string, key = ownKey) => ask('GET', url, key),
    post: (url: string, payload: object, key = ownKey) => ask('POST', url, key, payload),
  };
};

const noMailer: Mailer = {
  from: null,
  atOnce: 1,
  send: () => Promise.reject(new MailError('unconfigured', 'none is set')),
  close: () => undefined,
};
const standing = {
  version: '0.0.0',
  state: () => 'running' as const,
  lag: async () => ({ situate: 0, warehouse: 0 }),
};

/** The reading routes on stores of their own, with the workspaces `main` and `other` and an API key of each. */
export const readServer = async ({ demonstration = false, ...over }: Options = {}) => {
  const stores = await testStores();
  const { operational: store, warehouse, pool } = stores;
  for (const id of ['main', 'other']) {
    await createWorkspace({ sql: store }, { id, name: id, timezone: 'UTC', currency: 'EUR' });
  }
  const accounts = await createAccounts({ store, pool });
  const zones: string[] = [];
  const gate = createGate({ sql: store, accounts, demonstration });
  const audit = createAudit({ sql: store, gate, now: () => NOW });
  const deleted: string[] = [];
  const { clock, appender, refusals, tail } = collecting(stores);
  const deps: ReadDeps = {
    store,
    warehouse,
    log: stores.log,
    clock,
    appender,
    tail,
    kept: keepAnswers({ sql: store, warehouse, clock, onError: failing }),
    accounts,
    gate,
    audit,
    mailer: noMailer,
    base: () => 'https://parcours.example',
    ...standing,
    definitionsSaved: () => undefined,
    erasureRequested: async () => undefined,
    erasuresChanged: async () => undefined,
    changeLink: () => Promise.reject(new Error('no engine runs here')),
    preview: (task) => previewModel({ operational: store, warehouse }, task),
    previewBand: (task) => previewBand({ operational: store, warehouse }, task),
    tryFlow: (task) => dryRunFlow({ operational: store, warehouse }, task),
    compareDrivers: async (task) => compareDrivers(task),
    discoverGroups: async (task) => discoverGroups(task),
    learnPurchases: async (task) => learnPurchases(task),
    zoneChanged: async (workspaceId) => void zones.push(workspaceId),
    workspaceDeleted: async (workspaceId) => {
      deleted.push(workspaceId);
      await removeWorkspaceRows({ operational: store, warehouse }, workspaceId);
    },
    ...over,
  };
  const http = buildHttp({ plugins: readRoutes(deps), guard: deps, version: '0.0.0', logLevel: 'error' });
  await http.ready();
  const keyOf = async (workspaceId: string, role: Role = 'owner') =>
    (await createKey({ sql: store }, { workspaceId, kind: 'api', name: role, role })).key;
  const keys = { main: await keyOf('main'), other: await keyOf('other') };
  const { get, post } = askingOf(http, keys.main);
  const stop = async () => {
    await http.close();
    await stores.stop();
  };
  const arrivals = { log: stores.log, appender, rejections: refusals, tail };
  return { http, store, warehouse, pool, ...arrivals, accounts, keys, keyOf, zones, deleted, get, post, stop };
};
export type ReadServer = Awaited<ReturnType<typeof readServer>>;
