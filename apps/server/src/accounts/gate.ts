import { can, keyCan, type Permission, type Role, rolesWith } from '@parcours/core';
import {
  type Actor,
  DomainError,
  findMembership,
  type IdentifiedKey,
  identifyKey,
  listWorkspaceIds,
  openVeil,
  type Sight,
  type Sql,
  veiledSight,
  wholeSight,
} from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPermission } from './access.js';
import type { Accounts, User } from './accounts.js';
import { changes, fromThisMachine, sameOrigin } from './origin.js';
import { loadSecret } from './secret.js';

/** Who asks. */
export interface Asker {
  readonly by: 'session' | 'key';
  readonly actor: Actor;
  /** The account; null for a key, and for whoever sits at the demonstration. */
  readonly userId: string | null;
}
/** Who asks, the workspace whose data they get, and what they may do there. */
export interface Viewer extends Asker {
  readonly workspaceId: string;
  readonly role: Role;
}

/** Who passes, and as whom. */
export interface Gate {
  /**
   * onRequest hook: lets an API key or a session through to a route whose permission its role has, and remembers the
   * workspace it opens. Asked again, it has nothing more to do.
   * @throws DomainError 401, 403, 404
   */
  requireViewer(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** The viewer the hook let through. */
  viewerOf(request: FastifyRequest): Viewer;
  /** The same, also where the route is about no workspace. */
  askerOf(request: FastifyRequest): Asker;
  /** The viewer, where the route asked for one. */
  knownAsker(request: FastifyRequest): Asker | Viewer | undefined;
  /** How the viewer sees customers: whole, or without personal data [ACCESS-2]. */
  sightOf(request: FastifyRequest): Promise<Sight>;
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
/** The account behind a user; the demonstration's has none, and is owner everywhere. */
export const accountOf = ({ id }: User): string | null => (id === DEMONSTRATION_OWNER.id ? null : id);

/** Sets session cookies, kept to TLS where the visitor came by TLS. */
export const sendCookies = (request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void => {
  for (const cookie of cookies) reply.header('set-cookie', request.protocol === 'https' ? `${cookie}; Secure` : cookie);
};

const bearerOf = ({ headers }: FastifyRequest): string | null =>
  /^Bearer +(\S{1,500}) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;

const askedWorkspace = ({ url, params, routeOptions }: FastifyRequest): string | null =>
  routeOptions.config.workspaceIn === 'path'
    ? (params as { id: string }).id
    : new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length)).get('workspace');

/** [ACCESS-3] Said alike of a workspace that is not there and of one that is somebody else's. */
const unknownWorkspace = (id: string) => new DomainError('workspace.unknown', 404, `There is no workspace “${id}”.`);

const refuse = (role: Role, permission: Permission, byKey: boolean): DomainError => {
  const roles = rolesWith(permission).join(' or ');
  if (byKey && can(role, permission)) {
    return new DomainError('role.person', 403, 'No API key may do this: a person signs in to do it.');
  }
  return new DomainError(
    'role.insufficient',
    403,
    `${byKey ? 'This key’s' : 'Your'} role here is ${role}; this takes ${roles}. An owner can change it.`,
    { role, permission, roles: rolesWith(permission) },
  );
};

/** An API key that is known. */
const keyNamed = async (sql: Sql, key: string): Promise<IdentifiedKey> => {
  const found = await identifyKey({ sql }, key);
  if (!found) throw new DomainError('key.unknown', 401, 'This API key is not known; it may have been deleted.');
  if (found.kind !== 'api') {
    throw new DomainError('key.kind', 403, 'This is a write key: it sends interactions. Reading takes an API key.');
  }
  return found;
};
const holderOf = ({ id, name }: IdentifiedKey): Asker => ({
  by: 'key',
  actor: { kind: 'key', id, name },
  userId: null,
});

/** The workspace of an API key; asking for another one is refused. */
const placeOfKey = ({ workspaceId, role }: IdentifiedKey, asked: string | null) => {
  if (asked !== null && asked !== workspaceId) {
    throw new DomainError('workspace.forbidden', 403, 'This API key belongs to another workspace.');
  }
  return { workspaceId, role: role ?? 'viewer' };
};

/** The workspace a person asks about, and their role there. */
const placeOfPerson = async (sql: Sql, userId: string | null, asked: string | null) => {
  if (userId === null) {
    const ids = await listWorkspaceIds({ sql });
    const workspaceId = asked === null ? ids[0] : ids.find((id) => id === asked);
    if (workspaceId === undefined) throw unknownWorkspace(asked ?? 'main');
    return { workspaceId, role: 'owner' as const };
  }
  const membership = await findMembership({ sql }, userId, asked);
  if (membership) return membership;
  if (asked !== null) throw unknownWorkspace(asked);
  throw new DomainError('workspace.none', 403, 'You belong to no workspace yet: ask an owner to invite you.');
};

const UNDECLARED = new DomainError('access.undeclared', 403, 'Nobody has said who may use this address.');
const SIGN_IN = new DomainError('session.required', 401, 'Sign in, or send an API key as a Bearer token.');

const sights = (sql: Sql) => {
  let secret: Promise<string> | undefined;
  return async ({ role, workspaceId }: Viewer): Promise<Sight> => {
    if (can(role, 'personal')) return wholeSight;
    secret ??= loadSecret(sql, 'pseudonyms').catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return veiledSight(openVeil(await secret, workspaceId));
  };
};

export const createGate = ({ sql, accounts, demonstration }: GateDeps): Gate => {
  const askers = new WeakMap<FastifyRequest, Asker | Viewer>();
  const sightOf = sights(sql);
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
  const personOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Asker> => {
    await requireSameOrigin(request);
    const user = await userOf(request, reply);
    if (!user) throw SIGN_IN;
    return { by: 'session', actor: { kind: 'person', id: user.id, name: user.name }, userId: accountOf(user) };
  };
  const known = (request: FastifyRequest): Asker | Viewer => {
    const asker = askers.get(request);
    if (!asker) throw SIGN_IN;
    return asker;
  };
  const viewerOf = (request: FastifyRequest): Viewer => {
    const asker = known(request);
    if (!('workspaceId' in asker)) throw UNDECLARED;
    return asker;
  };
  return {
    demonstrates,
    requireSameOrigin,
    userOf,
    viewerOf,
    askerOf: known,
    knownAsker: (request) => askers.get(request),
    sightOf: (request) => sightOf(viewerOf(request)),
    requireViewer: async (request, reply) => {
      if (askers.has(request)) return;
      const { needs } = request.routeOptions.config;
      if (needs !== 'member' && !isPermission(needs)) throw UNDECLARED;
      const bearer = bearerOf(request);
      const key = bearer === null ? null : await keyNamed(sql, bearer);
      const asker = key === null ? await personOf(request, reply) : holderOf(key);
      const asked = askedWorkspace(request);
      if (needs === 'member') {
        askers.set(request, key === null ? asker : { ...asker, ...placeOfKey(key, asked) });
        return;
      }
      const place = key === null ? await placeOfPerson(sql, asker.userId, asked) : placeOfKey(key, asked);
      if (!(key === null ? can : keyCan)(place.role, needs)) throw refuse(place.role, needs, key !== null);
      askers.set(request, { ...asker, ...place });
    },
  };
};
