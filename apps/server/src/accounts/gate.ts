import { DomainError, identifyKey, listWorkspaceIds, type Sql } from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, User } from './accounts.js';
import { changes, fromThisMachine, sameOrigin } from './origin.js';

/** Who asks, and the workspace whose data they get. */
interface Viewer {
  readonly workspaceId: string;
  readonly by: 'session' | 'key';
}

/** Who passes, and as whom. */
export interface Gate {
  /** onRequest hook: lets an API key or a session through and remembers the workspace it opens. @throws DomainError 401, 403, 404 */
  requireViewer(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** The viewer the hook let through. */
  viewerOf(request: FastifyRequest): Viewer;
  /** onRequest hook: lets our own page through, not another site's, when it changes something. @throws DomainError origin.foreign (403) */
  requireSameOrigin(request: FastifyRequest): Promise<void>;
  /** Who is signed in, also by the demonstration; sends a renewed cookie along. */
  userOf(request: FastifyRequest, reply: FastifyReply): Promise<User | null>;
  /** True where the demonstration signs this visitor in. */
  demonstrates(request: FastifyRequest): boolean;
}

export interface GateDeps {
  readonly sql: Sql;
  readonly accounts: Accounts;
  /** Signs a visitor on this machine in without a password. */
  readonly demonstration: boolean;
}

const DEMONSTRATION_OWNER: User = { id: 'demonstration', name: 'Demonstration', email: 'demonstration@localhost' };

/** Sets session cookies, kept to TLS where the visitor came by TLS. */
export const sendCookies = (request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void => {
  for (const cookie of cookies) reply.header('set-cookie', request.protocol === 'https' ? `${cookie}; Secure` : cookie);
};

const bearerOf = ({ headers }: FastifyRequest): string | null =>
  /^Bearer +(\S{1,500}) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;

const askedWorkspace = ({ url }: FastifyRequest): string | null =>
  new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length)).get('workspace');

const unknownWorkspace = (id: string) => new DomainError('workspace.unknown', 404, `There is no workspace “${id}”.`);

/** The workspace of an API key; asking for another one is refused. */
const viewerByKey = async (sql: Sql, key: string, asked: string | null): Promise<Viewer> => {
  const found = await identifyKey({ sql }, key);
  if (!found) throw new DomainError('key.unknown', 401, 'This API key is not known; it may have been deleted.');
  if (found.kind !== 'api') {
    throw new DomainError('key.kind', 403, 'This is a write key: it sends interactions. Reading takes an API key.');
  }
  if (asked !== null && asked !== found.workspaceId) {
    throw new DomainError('workspace.forbidden', 403, 'This API key belongs to another workspace.');
  }
  return { workspaceId: found.workspaceId, by: 'key' };
};

const viewerBySession = async (sql: Sql, asked: string | null): Promise<Viewer> => {
  const ids = await listWorkspaceIds({ sql });
  const workspaceId = asked === null ? ids[0] : ids.find((id) => id === asked);
  if (workspaceId === undefined) throw unknownWorkspace(asked ?? 'main');
  return { workspaceId, by: 'session' };
};

export const createGate = ({ sql, accounts, demonstration }: GateDeps): Gate => {
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  const demonstrates = (request: FastifyRequest) => demonstration && fromThisMachine(request);
  const requireSameOrigin = async (request: FastifyRequest) => {
    if (changes(request) && !sameOrigin(request)) {
      throw new DomainError('origin.foreign', 403, 'This request came from the page of another site.');
    }
  };
  const userOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await accounts.current(request.headers.cookie);
    if (session) sendCookies(request, reply, session.cookies);
    return session?.user ?? (demonstrates(request) ? DEMONSTRATION_OWNER : null);
  };
  return {
    demonstrates,
    requireSameOrigin,
    userOf,
    requireViewer: async (request, reply) => {
      const key = bearerOf(request);
      if (key !== null) {
        viewers.set(request, await viewerByKey(sql, key, askedWorkspace(request)));
        return;
      }
      await requireSameOrigin(request);
      if (!(await userOf(request, reply))) {
        throw new DomainError('session.required', 401, 'Sign in, or send an API key as a Bearer token.');
      }
      viewers.set(request, await viewerBySession(sql, askedWorkspace(request)));
    },
    viewerOf: (request) => {
      const viewer = viewers.get(request);
      if (!viewer) throw new DomainError('session.required', 401, 'Sign in, or send an API key as a Bearer token.');
      return viewer;
    },
  };
};
