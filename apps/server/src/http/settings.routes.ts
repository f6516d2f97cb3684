import type { FastifyRequest } from 'fastify';
import type { Http } from './types.js';
import type { WriteKeyCheck } from './writeKey.js';

const HOST = /^[\w.:[\]-]{1,255}$/;

/** The scheme the browser used, also behind a proxy that ends TLS; wrong here, and the browser would block what it sends. */
const schemeOf = (request: FastifyRequest): string => {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')[0]
    ?.trim();
  return forwarded === 'https' || forwarded === 'http' ? forwarded : request.protocol;
};

/** What analytics.js needs to know: send here, and nothing else. */
const settingsFor = (key: string, scheme: string, host: string): object => ({
  integrations: {
    'Segment.io': {
      apiKey: key,
      apiHost: `${host}/v1`,
      protocol: scheme,
      addBundledMetadata: false,
      unbundledIntegrations: [],
    },
  },
  plan: { track: { __default: { enabled: true, integrations: {} } } },
  analyticsNextEnabled: true,
  enabledMiddleware: {},
  middlewareSettings: {},
  remotePlugins: [],
  legacyVideoPluginsEnabled: false,
  metrics: { sampleRate: 0 },
});

/** What Segment's browser client fetches before it sends anything; it sends nothing without it. */
export const settingsRoute = (scope: Http, check: WriteKeyCheck): void => {
  scope.get('/v1/projects/:key/settings', { helmet: false, schema: { hide: true } }, async (request, reply) => {
    const { key } = request.params as { key: string };
    await check.workspaceOf(request, key);
    const host = HOST.test(request.host) ? request.host : 'localhost';
    return reply
      .header('cache-control', 'private, max-age=60')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(settingsFor(key, schemeOf(request), host)));
  });
};
