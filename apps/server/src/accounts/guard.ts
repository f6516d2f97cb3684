import type { Http } from '../http/types.js';
import { isAccess, isPermission } from './access.js';
import type { Audit } from './audit.js';
import type { Gate } from './gate.js';

export interface Guard {
  readonly gate: Gate;
  readonly audit: Audit;
}

const isApi = (url: string): boolean => /^\/api(\/|$)/.test(url);

/**
 * Stands before every route of the API [ACCESS-1] and after every change [ACCESS-5]. Before routes are added, so that
 * none is forgotten: one that declares nothing keeps the server from starting.
 */
export const guardRoutes = (http: Http, { gate, audit }: Guard): void => {
  http.addHook('onRoute', ({ url, method, config }) => {
    if (isApi(url) && !isAccess(config?.needs)) {
      throw new Error(`${String(method)} ${url} does not declare what it needs: add config: { needs: … } to the route`);
    }
  });
  http.addHook('onRequest', async (request, reply) => {
    if (request.is404 || !isApi(request.routeOptions.url ?? '')) return;
    const { needs } = request.routeOptions.config;
    if (needs === 'member' || isPermission(needs)) await gate.requireViewer(request, reply);
  });
  http.addHook('onSend', async (request, reply) => {
    if (!request.is404) await audit.record(request, reply.statusCode);
  });
};
