import type { Clock, OperationalStore, Warehouse } from '@parcours/engine';
import type { Pool } from 'pg';
import { createAccounts } from '../accounts/accounts.js';
import { createGate, type Gate } from '../accounts/gate.js';
import { customersRoutes } from './customers.routes.js';
import { healthRoutes } from './health.routes.js';
import { keysRoutes } from './keys.routes.js';
import { mapRoutes } from './map.routes.js';
import { modelsRoutes } from './models.routes.js';
import type { ReadDeps } from './readDeps.js';
import { rejectedRoutes } from './rejected.routes.js';
import { sessionRoutes } from './session.routes.js';
import type { HttpPlugin } from './types.js';
import { workspacesRoutes } from './workspaces.routes.js';

export interface ReadingDeps extends Pick<ReadDeps, 'version' | 'state' | 'lag' | 'modelsChanged'> {
  readonly store: OperationalStore;
  /** The same database as `store`. */
  readonly pool: Pool;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /** Signs a visitor on this machine in without a password. */
  readonly demonstration: boolean;
}

/** The routes the page and integrators read with, and the gate that guards them, for routes of other capabilities. */
export const openReading = async ({ pool, demonstration, ...rest }: ReadingDeps): Promise<{ plugins: HttpPlugin[]; gate: Gate }> => {
  const accounts = await createAccounts({ store: rest.store, pool });
  const gate = createGate({ sql: rest.store, accounts, demonstration });
  const deps: ReadDeps = { ...rest, accounts, gate };
  const routes = [
    healthRoutes,
    sessionRoutes,
    workspacesRoutes,
    modelsRoutes,
    mapRoutes,
    customersRoutes,
    keysRoutes,
    rejectedRoutes,
  ];
  return { gate, plugins: routes.map((route) => route(deps)) };
};
