import { createWorkspace, deleteWorkspace, removeWorkspaceRows } from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepWorkspaces } from './sweepWorkspaces.js';

describe('what deleted workspaces leave behind', () => {
  let stores: ConnectedStores;
  beforeAll(async () => {
    stores = await testStores();
    for (const id of ['kept', 'gone'])
      await createWorkspace({ sql: stores.operational }, { id, name: id, timezone: 'UTC', currency: 'EUR' });
  });
  afterAll(() => stores?.stop());

  const straggler = () =>
    stores.operational.query(
      `insert into customers (workspace_id, customer_id, first_seen, last_seen, interactions)
       select w, gen_random_uuid(), 0, 0, 1 from unnest(array['kept', 'gone']) w`,
    );
  const left = async () =>
    (await stores.operational.query<{ id: string }>('select workspace_id as id from customers order by 1')).map(
      ({ id }) => id,
    );
  const removed: string[] = [];
  const engine = {
    removeWorkspace: async (id: string) => {
      removed.push(id);
      await removeWorkspaceRows(stores, id);
    },
  };
  const fail = (_where: string, error: unknown): never => {
    throw error;
  };
  const start = async () => (await sweepWorkspaces({ sql: stores.operational, engine }, fail)).stop();

  it('is removed at the next start when a deletion was cut short, and once more a little later', async () => {
    await straggler();
    await deleteWorkspace({ sql: stores.operational }, 'gone', 'gone');
    expect(await left()).toEqual(['gone', 'kept']);
    await start();
    expect(await left()).toEqual(['kept']);
    await start();
    expect(removed).toEqual(['gone']);
    // A request that was under way has brought something since.
    await straggler();
    await stores.operational.query(
      `update deleted_workspaces set at = at - interval '31 seconds', rows_removed_at = rows_removed_at - interval '31 seconds'`,
    );
    await start();
    expect(await left()).toEqual(['kept', 'kept']);
    await start();
    expect(removed).toEqual(['gone', 'gone']);
  });
});
