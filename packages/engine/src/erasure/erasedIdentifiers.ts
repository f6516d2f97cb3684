import type { Sql } from '../ports.js';
import { selectHashes, signatureOfHashes } from './erasure.sql.js';
import { type HashIdentifier, type IdentifierKind, identifierHashing } from './hashing.js';

/** Who was erased and must not come back by mistake. */
export interface ErasedIdentifiers {
  /** Whether an event, as its sender sent it, names somebody who was erased. `context` is what its batch shares. */
  refuses(workspaceId: string, message: unknown, context?: unknown): boolean;
  /** Takes up what was erased or allowed since. */
  refresh(): Promise<void>;
}

/** Answers remembered, so that each sender's identifiers are hashed once. */
const REMEMBERED = 50_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;

/** Everything in an event that says whose it is. */
export const identifiersIn = (message: unknown, shared?: unknown): [IdentifierKind, string][] => {
  if (!isObject(message)) return [];
  const found: [IdentifierKind, string][] = [];
  const add = (kind: IdentifierKind, value: unknown): void => {
    const text = textOf(value);
    if (text !== null) found.push([kind, text]);
  };
  add('user', message['userId']);
  add('anonymous', message['anonymousId']);
  add('user', message['previousId']);
  add('anonymous', message['previousId']);
  const contexts = [message['context'], shared].filter(isObject);
  const carriers = [message['traits'], message['properties'], ...contexts.map((context) => context['traits'])];
  for (const carrier of carriers) if (isObject(carrier)) add('email', carrier['email']);
  return found;
};

/** Keeps the hashes of the erased in memory; `refresh` is to be called now and then. */
export const keepErased = async ({ sql }: { readonly sql: Sql }): Promise<ErasedIdentifiers> => {
  let hash: HashIdentifier | null = null;
  let signature = '';
  let hashes: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  let known = new Map<string, boolean>();

  const isErased = (workspaceId: string, kind: IdentifierKind, value: string): boolean => {
    const own = hashes.get(workspaceId);
    if (!own || !hash) return false;
    const place = `${workspaceId}\n${kind}\n${value}`;
    const remembered = known.get(place);
    if (remembered !== undefined) return remembered;
    if (known.size >= REMEMBERED) known = new Map();
    const erased = own.has(hash(workspaceId, kind, value).toString('hex'));
    known.set(place, erased);
    return erased;
  };

  const refresh = async (): Promise<void> => {
    const [now] = await sql.query<{ signature: string }>(signatureOfHashes);
    if (!now || now.signature === signature) return;
    const rows = await sql.query<{ workspace_id: string; hash: string }>(selectHashes);
    if (rows.length > 0) hash ??= await identifierHashing(sql);
    const read = new Map<string, Set<string>>();
    for (const row of rows) {
      const own = read.get(row.workspace_id) ?? new Set();
      read.set(row.workspace_id, own.add(row.hash));
    }
    hashes = read;
    known = new Map();
    signature = now.signature;
  };
  await refresh();
  return {
    refresh,
    refuses: (workspaceId, message, context) =>
      hashes.has(workspaceId) &&
      identifiersIn(message, context).some(([kind, value]) => isErased(workspaceId, kind, value)),
  };
};
