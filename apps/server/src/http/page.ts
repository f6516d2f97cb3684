import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from './types.js';

const isApi = (path: string): boolean => /^\/(api|v1)(\/|$|\?)/.test(path);

/** A path of the page (`/customers/42`) rather than a file that is missing (`/assets/gone.js`). */
const isScreen = ({ method, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !isApi(url) && !url.startsWith('/assets/');

const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(404)
    .type('application/json; charset=utf-8')
    .send(
      JSON.stringify({
        error: { code: 'not_found', message: `There is nothing at ${request.method} ${request.url.slice(0, 200)}.` },
      }),
    );

/** Serves the built page, whose screens all start from index.html; everything else unknown is a JSON 404. */
export const page = (http: Http, folder: string | undefined): void => {
  const present = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (present) {
    http.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Built files carry a hash of their content in their name; index.html names them and must be fresh.
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  http.setNotFoundHandler((request, reply) => {
    if (!present || !isScreen(request)) return notFound(request, reply);
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
};
