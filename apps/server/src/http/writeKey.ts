import { DomainError, type WriteKeys } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';

const HOW =
  'Send the write key as the user name of Basic authorization with an empty password, or as writeKey in the body.';

/** The key of an Authorization header: the Basic user name, or a Bearer token. Undefined when there is no such header. */
export const keyOfHeader = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const space = header.indexOf(' ');
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === 'bearer') return value;
  if (scheme !== 'basic') return '';
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? pair : pair.slice(0, colon);
};

const WINDOW = 60_000;
const MAX_FAILURES = 100;
const MAX_ADDRESSES = 10_000;

interface Failures {
  count: number;
  until: number;
}

/** Turns write keys into workspaces, and slows down addresses that keep bringing wrong ones. */
export const writeKeyCheck = (keys: WriteKeys, now: () => number) => {
  const failures = new Map<string, Failures>();

  const fail = (address: string): void => {
    const seen = failures.get(address);
    if (seen && seen.until > now()) {
      seen.count++;
      return;
    }
    failures.delete(address);
    if (failures.size >= MAX_ADDRESSES) failures.delete(failures.keys().next().value as string);
    failures.set(address, { count: 1, until: now() + WINDOW });
  };

  const assertPatience = (address: string): void => {
    const seen = failures.get(address);
    if (!seen || seen.until <= now() || seen.count < MAX_FAILURES) return;
    const retryAfter = Math.ceil((seen.until - now()) / 1000);
    throw new DomainError('too_many_failures', 429, 'Too many requests with a wrong write key; wait a minute.', {
      retryAfter,
    });
  };

  return {
    /**
     * The workspace the key sends to.
     * @throws DomainError unauthorized (401), too_many_failures (429)
     */
    workspaceOf: async (request: FastifyRequest, key: string): Promise<string> => {
      // A key known to be good is never held up by what others at the same address do.
      if (typeof keys.recall(key) !== 'string') assertPatience(request.ip);
      const workspaceId = await keys.find(key);
      if (workspaceId !== null) return workspaceId;
      fail(request.ip);
      throw new DomainError(
        'unauthorized',
        401,
        key === '' ? `There is no write key. ${HOW}` : `This write key is not known. ${HOW}`,
      );
    },
  };
};

export type WriteKeyCheck = ReturnType<typeof writeKeyCheck>;
