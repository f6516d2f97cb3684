import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedStores } from '../../startStores.js';
import { testStores } from '../../testing.js';
import { operationalMigrations } from './index.js';

const PEOPLE = '0005_people';

describe('an installation from before roles', () => {
  let stores: ConnectedStores;
  let client: pg.PoolClient;
  beforeAll(async () => {
    stores = await testStores();
    client = await stores.pool.connect();
    await client.query('create schema older');
    await client.query('set search_path to older');
  });
  afterAll(async () => {
    client?.release(true);
    await stores?.stop();
  });

  it('makes every account owner of every workspace, and lets its keys do what they could', async () => {
    const place = operationalMigrations.findIndex(({ id }) => id === PEOPLE);
    for (const { sql } of operationalMigrations.slice(0, place)) await client.query(sql);
    await client.query(`insert into workspaces (id, name) values ('a', 'A'), ('b', 'B')`);
    await client.query(
      `insert into auth_users ("id", "name", "email", "emailVerified") values ('u', 'Ada', 'ada@example.com', false)`,
    );
    await client.query(
      `insert into api_keys (workspace_id, kind, name, prefix, hash)
       values ('a', 'write', 'site', 'pw_', '\\x01'), ('a', 'api', 'bot', 'pa_', '\\x02')`,
    );
    await client.query(operationalMigrations[place]?.sql ?? '');
    const members = await client.query('select workspace_id, user_id, role from members order by 1');
    expect(members.rows).toEqual(['a', 'b'].map((workspace_id) => ({ workspace_id, user_id: 'u', role: 'owner' })));
    expect((await client.query('select kind, role from api_keys order by kind')).rows).toEqual([
      { kind: 'api', role: 'owner' },
      { kind: 'write', role: null },
    ]);
  });

  it('keeps what the audit log says, until its workspace ends', async () => {
    await client.query(
      `insert into audit (workspace_id, actor_kind, actor_name, action) values ('a', 'command', 'x', 'y'), ('b', 'command', 'x', 'y')`,
    );
    await expect(client.query(`delete from audit where workspace_id = 'a'`)).rejects.toThrow('append-only');
    await client.query(`select delete_workspace_rows('a')`);
    expect((await client.query('select workspace_id from audit')).rows).toEqual([{ workspace_id: 'b' }]);
    expect((await client.query('select id from workspaces')).rows).toEqual([{ id: 'b' }]);
    await expect(client.query(`delete from audit where workspace_id = 'b'`)).rejects.toThrow('append-only');
  });
});
