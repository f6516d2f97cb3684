import { timingSafeEqual } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Json, roleSchema } from '@parcours/core';
import {
  createKey,
  DomainError,
  type ImportedEvent,
  type ImportPorts,
  listWorkspaceIds,
  type Situated,
  type Sql,
  settleImport,
  takeEvents,
} from '@parcours/engine';
import { z } from 'zod';
import type { Audit } from '../accounts/audit.js';
import type { Http, HttpPlugin } from './types.js';

/** How far a replay has come. */
export interface ReplayProgress {
  readonly done: number;
  readonly total: number;
}
export interface AdminDeps extends ImportPorts {
  readonly audit: Audit;
  /** The token of server.json: whoever can read the data folder may use these routes. */
  readonly token: string;
  readonly sql: Sql;
  readonly situated: Situated;
  /** Folds all history again. */
  readonly replay: (
    options: { readonly workspaceId?: string | undefined; readonly modelId?: string | undefined },
    onProgress: (progress: ReplayProgress) => void,
  ) => Promise<{ readonly customers: number; readonly interactions: number; readonly positionsChanged: number }>;
  /** Writes everything to a file, on the machine of the server. */
  readonly backUp: (
    options: { readonly file: string; readonly overwrite: boolean },
    onProgress: (progress: ReplayProgress) => void,
  ) => Promise<unknown>;
  /** Compares stores, offsets and positions with a fold of the history. */
  readonly diagnose: () => Promise<{ readonly differences: number; readonly details: readonly unknown[] }>;
}

const MEGABYTE = 1024 * 1024;
/** A request never waits longer than this for situate; the client asks again. */
const PATIENCE = 2_000;

const importQuery = z.object({ workspace: z.string().max(64).optional(), file: z.string().max(300).default('import') });
const settleBody = z.object({ logIds: z.array(z.number().int().min(1)).max(100_000) });
const replayBody = z.object({ workspace: z.string().max(64).optional(), model: z.string().max(64).optional() });
const backupBody = z.object({ file: z.string().max(4096).refine(isAbsolute), overwrite: z.boolean().default(false) });
const keyBody = z.object({
  kind: z.enum(['write', 'api']),
  workspace: z.string().max(64).optional(),
  name: z.string().min(1).max(100).default('command line'),
  /** Of an API key. Whoever has the data folder has everything, and so have its keys unless told otherwise. */
  role: roleSchema.default('owner'),
});

/** The routes of the command line, on the token of the data folder. None is part of the public API. */
export const adminRoutes =
  (deps: AdminDeps): HttpPlugin =>
  async (http) => {
    http.addHook('onRequest', async (request) => authorize(deps.token, request.headers.authorization));
    importRoutes(http, deps);
    replayRoute(http, deps);
    http.post('/api/admin/doctor', { config: { needs: 'command', changes: false }, schema: { hide: true } }, async () =>
      deps.diagnose(),
    );
    http.post(
      '/api/admin/backup',
      { config: { needs: 'command', action: 'backup.write' }, schema: { hide: true, body: backupBody } },
      async ({ body }, reply) =>
        reply.type('application/x-ndjson').send(progressLines((onProgress) => deps.backUp(body, onProgress))),
    );
    const config = { needs: 'command', action: 'key.create' } as const;
    http.post('/api/admin/keys', { config, schema: { hide: true, body: keyBody } }, async (request) => {
      const { kind, name, role, workspace } = request.body;
      const workspaceId = await workspaceOf(deps.sql, workspace);
      const { key, ...made } = await createKey({ sql: deps.sql }, { workspaceId, kind, name, role });
      const after = { kind: made.kind, role: made.role, prefix: made.prefix };
      deps.audit.note(request, { workspaceId, subject: name, after });
      return { ...made, key, workspace: workspaceId };
    });
  };

const replayRoute = (http: Http, deps: AdminDeps): void => {
  const config = { needs: 'command', action: 'history.replay' } as const;
  http.post('/api/admin/replay', { config, schema: { hide: true, body: replayBody } }, async (request, reply) => {
    const { body } = request;
    const workspaceId = body.workspace === undefined ? undefined : await workspaceOf(deps.sql, body.workspace);
    const work = (onProgress: (progress: ReplayProgress) => void) =>
      deps.replay({ workspaceId, modelId: body.model }, onProgress);
    deps.audit.note(request, { workspaceId: workspaceId ?? (await listWorkspaceIds({ sql: deps.sql })) });
    return reply.type('application/x-ndjson').send(progressLines(work));
  });
};

const importRoutes = (http: Http, deps: AdminDeps): void => {
  http.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'string', bodyLimit: 32 * MEGABYTE },
    (_request, body, done) => done(null, body),
  );
  const config = { needs: 'command', action: 'file.import' } as const;
  http.post('/api/admin/imports', { config, schema: { hide: true, querystring: importQuery } }, async (request) => {
    const { query, body } = request;
    if (typeof body !== 'string')
      throw new DomainError('import_not_ndjson', 415, 'Send the events as application/x-ndjson.');
    const workspaceId = await workspaceOf(deps.sql, query.workspace);
    const events = readBody(body);
    const taken = await takeEvents(deps, { workspaceId, file: query.file, events, bytes: body.length });
    deps.audit.note(request, { workspaceId, subject: query.file, once: `import ${workspaceId} ${query.file}` });
    return taken;
  });
  http.post(
    '/api/admin/imports/settle',
    { config: { needs: 'command', changes: false }, schema: { hide: true, body: settleBody }, bodyLimit: 2 * MEGABYTE },
    async ({ body }) => settleImport(deps, body.logIds, PATIENCE),
  );
};

const authorize = (token: string, header: string | undefined): void => {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new DomainError('token_wrong', 401, 'This address is for the command line, with the token of the data folder.');
};

/** The workspace asked for, else the first one. */
const workspaceOf = async (sql: Sql, wanted: string | undefined): Promise<string> => {
  const ids = await listWorkspaceIds({ sql });
  const id = wanted === undefined ? ids[0] : ids.find((one) => one === wanted);
  if (id !== undefined) return id;
  const choice = ids.length === 0 ? 'There is none yet.' : `There are: ${ids.join(', ')}.`;
  throw new DomainError('workspace.unknown', 404, `There is no workspace “${wanted ?? ''}”. ${choice}`);
};

/** Each line is [line number, event], or [line number, text] for a line of the file that is not JSON. */
const readBody = (body: string): ImportedEvent[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((text, index) => {
      const parsed = parseLine(text);
      if (!Array.isArray(parsed))
        return parsed === undefined ? { line: index + 1, text } : { line: index + 1, message: parsed };
      const [line, content] = parsed;
      const number = typeof line === 'number' ? line : index + 1;
      return typeof content === 'string' ? { line: number, text: content } : { line: number, message: content ?? null };
    });

const parseLine = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Progress as lines of JSON while work goes on, then {"result"} or {"error"}. */
const progressLines = (work: (onProgress: (progress: ReplayProgress) => void) => Promise<unknown>): PassThrough => {
  const out = new PassThrough();
  const write = (line: object) => out.write(`${JSON.stringify(line)}\n`);
  work((progress) => write({ progress }))
    .then(
      (result) => write({ result }),
      (error: unknown) => {
        const known = error instanceof DomainError;
        write({
          error: known
            ? { code: error.code, message: error.message }
            : { code: 'internal', message: 'It failed; see the log.' },
        });
      },
    )
    .finally(() => out.end());
  return out;
};
