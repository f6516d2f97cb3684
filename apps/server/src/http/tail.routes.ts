import type { ServerResponse } from 'node:http';
import { errorSchema, tailQuerySchema } from '@parcours/core';
import { tailFilter, type Viewer } from '@parcours/engine';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';
import { SECURITY, workspaceQuery } from './viewing.js';

/** Four times a second is live to the eye, however many arrive. */
const EVERY_MS = 250;
/** A quiet stream says so, or proxies would end it. */
const BEAT_MS = 15_000;
/** The stream ends now and then: the page asks again by itself, and is asked again who it is. */
const LONGEST_MS = 600_000;
const OFTEN_ENOUGH_MS = 1_000;

/** Writes what a viewer takes until they leave; what a slow one has not read is not added to. */
const stream = (out: ServerResponse, viewer: Viewer, onEnd: () => void): (() => void) => {
  let quietSince = Date.now();
  const write = (text: string): void => {
    quietSince = Date.now();
    out.write(text);
  };
  const timer = setInterval(() => {
    if (out.writableNeedDrain) return;
    const news = viewer.take();
    if (news) write(`data: ${JSON.stringify(news)}\n\n`);
    else if (Date.now() - quietSince > BEAT_MS) write(': still here\n\n');
  }, EVERY_MS);
  const end = (): void => {
    clearInterval(timer);
    clearTimeout(latest);
    viewer.stop();
    out.end();
    onEnd();
  };
  const latest = setTimeout(end, LONGEST_MS);
  out.once('close', end);
  out.on('error', end);
  write(`retry: ${OFTEN_ENOUGH_MS}\nevent: open\ndata: {}\n\n`);
  return end;
};

/** Interactions and refusals as they arrive, as server-sent events. */
export const tailRoutes =
  ({ store, gate, tail }: ReadDeps): HttpPlugin =>
  async (http) => {
    const streams = new Set<() => void>();
    // A stream never ends by itself, and closing waits for every answer.
    http.addHook('preClose', async () => {
      for (const end of [...streams]) end();
    });
    http.get(
      '/api/tail',
      {
        config: { needs: 'personal' },
        schema: {
          tags: ['sources'],
          summary:
            'Interactions and refusals as they arrive: a stream of server-sent events, each with the newest first and the counts since the one before',
          security: SECURITY,
          querystring: tailQuerySchema.extend(workspaceQuery.shape),
          response: { '4xx': errorSchema },
        },
      },
      async (request, reply) => {
        const { workspaceId } = gate.viewerOf(request);
        const viewer = tail.watch(workspaceId, await tailFilter(store, workspaceId, request.query));
        reply.hijack();
        const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8' };
        reply.raw.writeHead(200, {
          ...(headers as Record<string, string>),
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        const end = stream(reply.raw, viewer, () => streams.delete(end));
        streams.add(end);
      },
    );
  };
