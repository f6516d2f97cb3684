import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  type DemonstrationProgress,
  DomainError,
  type ErasedIdentifiers,
  identifyKey,
  type Kept,
  keepAnswers,
  keepErased,
  type LoadedDemonstration,
  loadDemonstration,
  logAppender,
  type Mailer,
  measureLag,
  openTail,
  rejections,
  runKept,
  writeKeys,
} from '@parcours/engine';
import { removeServerFile, type Stores, startStores, writeServerFile } from '@parcours/stores';
import { pino } from 'pino';
import { type Accounts, createAccounts } from './accounts/accounts.js';
import { type Audit, createAudit } from './accounts/audit.js';
import { createGate, type Gate } from './accounts/gate.js';
import { compareOnThread } from './engine/compareOnThread.js';
import { discoverOnThread } from './engine/discoverOnThread.js';
import { learnOnThread } from './engine/learnOnThread.js';
import { looksOnThread } from './engine/previewOnThread.js';
import { type EngineThread, startEngine } from './engine/startEngine.js';
import { type Sweep, sweepWorkspaces } from './engine/sweepWorkspaces.js';
import { firstWorkspace } from './firstWorkspace.js';
import { startFlows } from './flows/startFlows.js';
import { adminRoutes } from './http/admin.routes.js';
import { buildHttp } from './http/app.js';
import { collectRoutes } from './http/collect.routes.js';
import { healthRoutes } from './http/health.routes.js';
import { pageFolder } from './http/pageFolder.js';
import type { ReadDeps } from './http/readDeps.js';
import { readRoutes } from './http/readRoutes.js';
import type { Http, HttpPlugin } from './http/types.js';
import { mailerFrom } from './mail/smtpMailer.js';
import { startSending } from './mail/startSending.js';
import { type Role, rolesOf } from './roles.js';

export interface ServerOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly roles?: readonly string[];
  /** For one command: nothing is said, and no page is served. */
  readonly temporary?: boolean;
  readonly demonstration?: { readonly folder: string; readonly onProgress: (progress: DemonstrationProgress) => void };
  /** PostgreSQL and ClickHouse of one's own; the environment's DATABASE_URL and CLICKHOUSE_URL unless given. */
  readonly databaseUrl?: string;
  readonly clickhouseUrl?: string;
  readonly logLevel?: string;
  /** Where e-mail is sent by, such as smtp://user:password@host:587, and from which address; SMTP_URL and MAIL_FROM unless given. */
  readonly mail?: { readonly url: string; readonly from: string };
  /** How people reach this installation, for links in e-mails; PUBLIC_URL unless given, else where it listens. */
  readonly publicUrl?: string;
}

export interface RunningServer {
  readonly url: string;
  readonly token: string;
  readonly demonstration?: readonly LoadedDemonstration[];
  /** Takes no new requests, finishes those at work, commits, and stops the stores. */
  stop(): Promise<void>;
}

export const VERSION = '0.1.0';

/** How often the identifiers of the erased are looked up, for what other servers were asked. */
const LOOK_EVERY = 2_000;

const clock = { now: () => Date.now() };

interface Parts {
  readonly options: ServerOptions;
  readonly stores: Stores;
  readonly roles: ReadonlySet<Role>;
  readonly token: string;
  readonly engine: EngineThread | null;
  readonly sweep: Sweep;
  readonly kept: Kept;
  readonly collecting: ReturnType<typeof collectingOf>;
  readonly mailer: Mailer;
  /** Known once it listens. */
  readonly address: { base: string };
}

const collectingOf = ({ operational, log }: Stores, erased: ErasedIdentifiers) => ({
  erased,
  appender: logAppender({ log, clock }),
  rejections: rejections({ sql: operational, clock }),
  clock,
  newId: randomUUID,
});

const atWork = (engine: EngineThread | null): EngineThread => {
  if (engine) return engine;
  throw new DomainError('role.absent', 409, 'This server does not situate: ask the one that runs the role "situate".');
};

const replayWith =
  ({ engine }: Parts) =>
  (
    { workspaceId }: { readonly workspaceId?: string | undefined },
    onProgress: (progress: { done: number; total: number }) => void = () => undefined,
  ) =>
    atWork(engine).replay({ workspaceId }, onProgress);

/** Whoever takes events in here refuses them at once; other servers within two seconds. */
const erasureRequested = async ({ collecting, engine }: Parts): Promise<void> => {
  await collecting.erased.refresh();
  engine?.erasureRequested();
};

interface People {
  readonly accounts: Accounts;
  readonly gate: Gate;
  readonly audit: Audit;
}

const peopleOf = async ({ stores, options }: Parts): Promise<People> => {
  const sql = stores.operational;
  const accounts = await createAccounts({ store: sql, pool: stores.pool });
  const gate = createGate({ sql, accounts, demonstration: options.demonstration !== undefined });
  return { accounts, gate, audit: createAudit({ sql, gate, now: clock.now }) };
};

const readPlugins = (parts: Parts, people: People): HttpPlugin[] => {
  const { stores } = parts;
  const deps: ReadDeps = {
    store: stores.operational,
    warehouse: stores.warehouse,
    log: stores.log,
    clock,
    ...people,
    appender: parts.collecting.appender,
    tail: openTail(parts.collecting),
    kept: parts.kept,
    mailer: parts.mailer,
    base: () => parts.address.base,
    version: VERSION,
    state: () => 'running',
    lag: () => measureLag({ sql: stores.operational }),
    definitionsSaved: () => parts.engine?.definitionsSaved(),
    erasureRequested: () => erasureRequested(parts),
    erasuresChanged: () => parts.collecting.erased.refresh(),
    changeLink: (change) => atWork(parts.engine).changeLink(change),
    ...looksOnThread(stores.addresses),
    compareDrivers: compareOnThread,
    discoverGroups: discoverOnThread,
    learnPurchases: learnOnThread,
    zoneChanged: async (workspaceId) => {
      await replayWith(parts)({ workspaceId });
    },
    workspaceDeleted: parts.sweep.now,
  };
  return parts.roles.has('web') ? readRoutes(deps) : [healthRoutes(deps)];
};

const adminOf = (parts: Parts, audit: Audit): HttpPlugin => {
  const { stores, collecting, token, engine } = parts;
  return adminRoutes({
    ...collecting,
    audit,
    token,
    sql: stores.operational,
    situated: { waitFor: (id) => atWork(engine).waitFor(id) },
    replay: replayWith(parts),
    diagnose: () => atWork(engine).diagnose(),
    backUp: (options, onProgress) => atWork(engine).backUp({ ...options, program: VERSION }, onProgress),
  });
};

const httpOf = async (parts: Parts): Promise<Http> => {
  const { options, stores, roles, collecting } = parts;
  const people = await peopleOf(parts);
  const keys = writeKeys({ identify: (key) => identifyKey({ sql: stores.operational }, key), clock });
  const plugins = [
    ...(roles.has('collect') ? [collectRoutes({ ...collecting, writeKeys: keys })] : []),
    ...readPlugins(parts, people),
    adminOf(parts, people.audit),
  ];
  const staticDir = options.temporary || !roles.has('web') ? undefined : pageFolder();
  return buildHttp({
    plugins,
    guard: people,
    version: VERSION,
    staticDir,
    logLevel: options.logLevel ?? process.env['LOG_LEVEL'] ?? 'warn',
  });
};

type Opened = Omit<RunningServer, 'stop'> & { close(): Promise<void> };

const open = async (options: ServerOptions, stores: Stores): Promise<Opened> => {
  const log = pino({ level: options.logLevel ?? process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination(2));
  const roles = rolesOf(options.roles);
  const token = randomBytes(32).toString('base64url');
  const erased = await keepErased({ sql: stores.operational });
  const collecting = collectingOf(stores, erased);
  const onError = (where: string, error: unknown): void =>
    log.error({ where, err: error }, 'a reader of the log failed and starts again');
  const engine = roles.has('situate') ? await startEngine({ addresses: stores.addresses, onError }) : null;
  if (engine) collecting.appender.onAppended((entries) => engine.offer(entries));
  const kept = keepAnswers({ sql: stores.operational, warehouse: stores.warehouse, clock, onError });
  const warming = roles.has('web') ? runKept(kept, onError) : null;
  const engaging = roles.has('engage') && !options.temporary ? startFlows({ stores, clock, onError }) : null;
  let sweep: Sweep | null = null;
  const looking = setInterval(() => void erased.refresh().catch(() => undefined), LOOK_EVERY);
  const stop = async (): Promise<void> => {
    sweep?.stop();
    clearInterval(looking);
    await engaging?.stop();
    await warming?.stop();
    await engine?.stop();
  };
  try {
    sweep = await sweepWorkspaces({ sql: stores.operational, engine }, onError);
    const mailer = mailerFrom(options.mail);
    const parts = { options, stores, roles, token, engine, sweep, kept, collecting, mailer, address: { base: '' } };
    return await serve(parts, stop, onError);
  } catch (error) {
    await stop();
    throw error;
  }
};

const serve = async (
  parts: Parts,
  stop: () => Promise<void>,
  onError: (where: string, error: unknown) => void,
): Promise<Opened> => {
  const { options, stores, roles, token, engine, collecting } = parts;
  if (options.demonstration === undefined) await firstWorkspace(stores);
  const http = await httpOf(parts);
  const host = options.host ?? process.env['HOST'] ?? '127.0.0.1';
  await http.listen({ port: options.port, host });
  const { port } = http.server.address() as AddressInfo;
  const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  parts.address.base = (options.publicUrl ?? process.env['PUBLIC_URL'] ?? url).replace(/\/+$/, '');
  const sends = roles.has('deliver') && !options.temporary;
  const sending = sends ? await startSending({ ...parts, clock, onError }) : null;
  writeServerFile(options.dataDir, { pid: process.pid, url, token });
  const close = async (): Promise<void> => {
    removeServerFile(options.dataDir);
    await sending?.stop();
    await http.close();
    await Promise.all([collecting.appender.idle(), collecting.rejections.idle()]);
    await stop();
  };
  const { demonstration } = options;
  if (!demonstration) return { url, token, close };
  const ports = {
    ...collecting,
    sql: stores.operational,
    situated: { waitFor: (id: number) => atWork(engine).waitFor(id) },
  };
  const loaded = await loadDemonstration(ports, demonstration.folder, demonstration.onProgress).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  if (loaded.some((one) => one.loaded)) await atWork(engine).settle();
  return { url, token, demonstration: loaded, close };
};

/**
 * Starts the stores, the readers of the log and the HTTP server on one data folder.
 * @throws DomainError when the folder is taken or cannot be used; Error with code EADDRINUSE when the port is taken
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const stores = await startStores({
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl ?? process.env['DATABASE_URL'],
    clickhouseUrl: options.clickhouseUrl ?? process.env['CLICKHOUSE_URL'],
  });
  try {
    const { close, ...server } = await open(options, stores);
    return {
      ...server,
      stop: async () => {
        try {
          await close();
        } finally {
          await stores.stop();
        }
      },
    };
  } catch (error) {
    await stores.stop();
    throw error;
  }
};
