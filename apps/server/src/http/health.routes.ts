import { healthSchema } from '@parcours/core';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { z } from 'zod';
import { fromThisMachine } from '../accounts/origin.js';
import { nothing } from './health.sql.js';
import type { ReadDeps } from './readDeps.js';
import type { HttpPlugin } from './types.js';

type Health = z.infer<typeof healthSchema>;

/** A store that does not answer within this many ms counts as down. */
const PATIENCE = 2000;

const within = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE);
  });
  return Promise.race([work.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
};

const measureHealth = async ({ store, warehouse, version, state, lag }: ReadDeps): Promise<Health> => {
  const up = () => 'up' as const;
  const [operational, analytical, behind] = await Promise.all([
    within<'up' | 'down'>(store.query(nothing).then(up), 'down'),
    within<'up' | 'down'>(warehouse.query(nothing).then(up), 'down'),
    within(lag(), { situate: 0, warehouse: 0 }),
  ]);
  const down = operational === 'down' || analytical === 'down';
  return {
    status: state() === 'starting' ? 'starting' : down ? 'degraded' : 'ok',
    version,
    stores: { operational, warehouse: analytical },
    lag: behind,
  };
};

const metricsOf = (deps: ReadDeps): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'parcours_lag_interactions',
    help: 'Interactions acknowledged and not yet read, by reader of the log',
    labelNames: ['reader'],
    registers: [registry],
    async collect() {
      const { situate, warehouse } = await within(deps.lag(), { situate: Number.NaN, warehouse: Number.NaN });
      this.set({ reader: 'situate' }, situate);
      this.set({ reader: 'warehouse' }, warehouse);
    },
  });
  return registry;
};

/** Health for anyone, metrics for this machine or an API key. */
export const healthRoutes =
  (deps: ReadDeps): HttpPlugin =>
  async (http) => {
    const metrics = metricsOf(deps);
    http.get(
      '/api/health',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['health'],
          summary: 'Whether the server and its stores work, and how far behind they are',
          response: { 200: healthSchema },
        },
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-store');
        return measureHealth(deps);
      },
    );
    http.get(
      '/metrics',
      {
        schema: { hide: true },
        config: { needs: 'read' },
        onRequest: async (request, reply) => {
          if (!fromThisMachine(request)) await deps.gate.requireViewer(request, reply);
        },
      },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
    );
  };
