import type { FastifyRequest } from 'fastify';

const LOOPBACK_ADDRESS = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
/** Whoever sends one of these is, or speaks through, a proxy: the socket says nothing about the visitor. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * True when the visitor sits at this machine: by the socket's address, and by the name asked for, so that a page of another
 * site whose name was made to point here (DNS rebinding) is not mistaken for them; and not sent by another site's page.
 */
export const fromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') &&
  LOOPBACK_HOST.test(headers.host ?? '') &&
  FORWARDED.every((name) => headers[name] === undefined) &&
  ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/**
 * True when our own page, or no page at all, sent the request. Browsers name the site on every request that changes
 * something; what names none is a program, which no other site can steer.
 */
export const sameOrigin = ({ headers, host }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || hostOf(headers.origin) === host.toLowerCase();
};

/** Requests that may change something. */
export const changes = ({ method }: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);
