import type { Http } from './types.js';

/** Browsers on any site may send; nothing is ever sent along by itself (no cookies), so the key is all that counts. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-max-age': '86400',
};

const ANY_HEADER_NAME = /^[\w\-, ]{1,500}$/;

/** Opens the routes of this scope to every origin, and answers the preflights under `prefix`. */
export const allowAnyOrigin = (scope: Http, prefix: string): void => {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  scope.options(`${prefix}/*`, { helmet: false, schema: { hide: true } }, async (request, reply) => {
    const asked = request.headers['access-control-request-headers'];
    const allowed = asked !== undefined && ANY_HEADER_NAME.test(asked) ? asked : 'Authorization, Content-Type';
    return reply
      .code(204)
      .headers({ ...PREFLIGHT, 'access-control-allow-headers': allowed })
      .send();
  });
};
