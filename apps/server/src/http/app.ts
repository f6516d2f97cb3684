import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import fastify, { type FastifyServerOptions, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { type Guard, guardRoutes } from '../accounts/guard.js';
import { sendError } from './errors.js';
import { page } from './page.js';
import type { Http, HttpPlugin } from './types.js';

export interface HttpDeps {
  /** The routes, each in a scope of its own, registered in this order. */
  readonly plugins: readonly HttpPlugin[];
  /** Who may use the API, and who changed what; without it, only what checks by itself may be served. */
  readonly guard?: Guard;
  readonly version: string;
  /** Folder of the built page; without it only the API answers. */
  readonly staticDir?: string;
  /** pino's level; 'warn' when absent, so that a busy server stays quiet. */
  readonly logLevel?: string;
  /** True behind a reverse proxy whose X-Forwarded-* headers are to be believed. */
  readonly trustProxy?: boolean;
}

const MEGABYTE = 1024 * 1024;

/** Keys and tokens never reach the log, wherever they travel. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'headers.cookie',
  '*.writeKey',
  '*.key',
  '*.token',
];

const optionsOf = ({ logLevel = 'warn', trustProxy = false }: HttpDeps): FastifyServerOptions => ({
  logger: { level: logLevel, redact: { paths: REDACTED, censor: '[hidden]' } },
  logController: new LogController({ disableRequestLogging: true }),
  trustProxy,
  bodyLimit: MEGABYTE,
  // A request that trickles in for longer than this is cut, so that slow senders cannot hold every connection.
  requestTimeout: 60_000,
  keepAliveTimeout: 72_000,
  forceCloseConnections: 'idle',
  routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
  frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  clientErrorHandler: (error, socket) => refuseGarbage(error, socket),
});

const CLIENT_ERRORS: Readonly<Record<string, readonly [string, string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers_too_large', 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'timeout', 'The request took too long to arrive.'],
};

/** Bytes that are not HTTP still get an answer in our shape, then the connection ends. */
const refuseGarbage = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = CLIENT_ERRORS[error.code ?? ''] ?? [
    '400 Bad Request',
    'bad_request',
    'This is not a valid HTTP request.',
  ];
  const body = JSON.stringify({ error: { code, message } });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Styles may be inline (the component library sets them at run time); scripts never. */
const CONTENT_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/**
 * A connection that answers while we close would be kept for its next request, and one opened ahead of a first request counts
 * as busy: closing would wait for either.
 */
const endConnections = ({ server }: Http): (() => void) => {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => {
    if (!server.listening) return;
    const timer = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    }, 50);
    server.once('close', () => clearInterval(timer));
  };
};

/**
 * The HTTP server, not yet listening: security headers, errors in one shape, Zod in and out, the OpenAPI
 * document at /api/openapi.json, the page, and the routes of `plugins`. `close()` lets running requests end.
 */
export const buildHttp = (deps: HttpDeps): Http => {
  const http: Http = fastify(optionsOf(deps)).withTypeProvider<ZodTypeProvider>();
  http.setValidatorCompiler(validatorCompiler);
  http.setSerializerCompiler(serializerCompiler);
  http.setErrorHandler(sendError);
  if (deps.guard) guardRoutes(http, deps.guard);
  // HSTS belongs to whoever ends TLS in front of us; upgrading http on loopback would break the page.
  http.register(helmet, {
    contentSecurityPolicy: CONTENT_POLICY,
    strictTransportSecurity: false,
    frameguard: { action: 'deny' },
  });
  http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Parcours', version: deps.version },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          writeKey: { type: 'http', scheme: 'basic' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  for (const plugin of deps.plugins) http.register(async (scope) => plugin(scope.withTypeProvider<ZodTypeProvider>()));
  http.register(async (scope) => {
    scope.get('/api/openapi.json', { schema: { hide: true }, config: { needs: 'anyone' } }, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(JSON.stringify(http.swagger())),
    );
  });
  page(http, deps.staticDir);
  const end = endConnections(http);
  http.addHook('preClose', async () => end());
  return http;
};
