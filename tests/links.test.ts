import { createHash } from 'node:crypto';
import {
  attribute,
  type Interaction,
  type Link,
  linkKey,
  linksOf,
  resolvePersons,
  writeInteractions,
} from '@parcours/core';
import {
  changeLink,
  createWorkspace,
  DomainError,
  diagnose,
  listLinks,
  type NewLogEntry,
  previewParting,
  type RunningEngine,
  runEngine,
} from '@parcours/engine';
import type { ConnectedStores } from '@parcours/stores';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const clock = { now: () => NOW };

const name = (kind: 'user' | 'anonymous', value: string): string =>
  createHash('md5')
    .update(`w\n${kind}\n${value}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

let stores: ConnectedStores;
let engine: RunningEngine;
const faults: unknown[] = [];
const start = () =>
  runEngine({
    ...stores,
    clock,
    limits: { customers: 3, standings: 1_000, profiles: 4 },
    onError: (_where, error) => faults.push(error),
  });

beforeEach(async () => {
  stores = await testStores();
  await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
  engine = await start();
  faults.length = 0;
});
afterEach(async () => {
  await engine.stop();
  await stores.stop();
});

const send = async (interactions: readonly Interaction[]): Promise<void> => {
  const entry: NewLogEntry = {
    workspaceId: 'w',
    receivedAt: NOW,
    imported: false,
    size: interactions.length,
    text: writeInteractions(interactions),
  };
  const [id] = await stores.log.append([entry]);
  engine.offer([{ ...entry, id: id as number }]);
  await engine.exclusive(async () => undefined);
};

const at = (
  hour: number,
  {
    user = null,
    device = null,
    previous = null,
  }: { user?: string | null; device?: string | null; previous?: string | null },
  event = 'Product Viewed',
): Interaction => ({
  messageId: `${hour} ${user} ${device} ${previous} ${event}`,
  type: previous === null ? 'track' : 'alias',
  time: NOW - 1_000 * HOUR + hour * HOUR,
  event: previous === null ? event : 'Aliased',
  userId: user,
  anonymousId: device,
  previousId: previous,
  groupId: null,
  properties: {},
  context: {},
  outbound: false,
});

const ports = () => ({ ...stores, clock, engine });
const change = (identifier: string, link: string, removed: boolean) =>
  changeLink(ports(), { workspaceId: 'w', identifier, link, removed });
const linksOfCustomer = (identifier: string) =>
  listLinks({ sql: stores.operational, warehouse: stores.warehouse }, 'w', identifier);
const differences = async () => (await diagnose({ ...stores, engine, clock })).details;

/** How many interactions each customer has in the store. */
const counted = async (): Promise<Map<string, number>> => {
  const rows = await stores.operational.query<{ customer_id: string; interactions: number }>(
    "select customer_id, interactions from customers where workspace_id = 'w'",
  );
  return new Map(rows.map(({ customer_id, interactions }) => [customer_id, interactions]));
};

const expected = (interactions: readonly Interaction[], removed: ReadonlySet<string>): Map<string, number> => {
  const first = new Map(interactions.map((one) => [one.messageId, one]));
  const all = [...first.values()];
  const persons = resolvePersons(
    all.flatMap((one) => linksOf(one, name)),
    removed,
  );
  return new Map([...attribute(all, name, persons)].map(([customer, own]) => [customer, own.length]));
};

describe('removing a link', () => {
  it('[ID-8] parts two users whom an alias joined, as its preview says, and stays removed when the alias comes again', async () => {
    await send([at(1, { user: 'ada' }), at(2, { user: 'bob' }), at(3, { user: 'bob' })]);
    await send([at(4, { user: 'ada', previous: 'bob' })]);
    const links = await linksOfCustomer('bob');
    // the device “bob” that the alias might have meant never did anything
    expect(links.map(({ kind }) => kind)).toEqual(['alias']);
    const alias = links.find(({ kind }) => kind === 'alias');
    expect(alias).toMatchObject({
      from: { kind: 'user', value: 'bob' },
      to: { kind: 'user', value: 'ada' },
      events: 1,
      since: new Date(NOW - 996 * HOUR).toISOString(),
      removedAt: null,
    });
    const id = alias?.id ?? '';
    const foreseen = await previewParting({ sql: stores.operational, warehouse: stores.warehouse }, 'w', 'ada', id);
    expect(foreseen.customers.map(({ interactions }) => interactions)).toEqual([2, 2]);
    expect(await counted()).toEqual(new Map([[[name('user', 'ada'), name('user', 'bob')].sort()[0], 4]]));

    expect(await change('ada', id, true)).toEqual(foreseen);
    expect(await change('ada', id, true)).toEqual(foreseen);
    await send([at(5, { user: 'ada', previous: 'bob' }), at(6, { user: 'bob' })]);
    expect(await counted()).toEqual(
      new Map([
        [name('user', 'ada'), 3],
        [name('user', 'bob'), 3],
      ]),
    );
    expect((await linksOfCustomer('bob')).find((link) => link.id === id)?.removedAt).not.toBeNull();
    expect(await differences()).toEqual([]);

    expect((await change('bob', id, false)).customers.map(({ interactions }) => interactions)).toEqual([6]);
    expect(await differences()).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('[ID-8] of one of two who sign in on a device gives the device to the other, and a restart changes nothing', async () => {
    await send([at(1, { device: 'd' }), at(2, { user: 'ada', device: 'd' }), at(3, { device: 'd' })]);
    await send([at(4, { user: 'bob', device: 'd' }), at(5, { device: 'd' })]);
    const bobs = (await linksOfCustomer('bob')).find(({ kind }) => kind === 'sign_in');
    await change('bob', bobs?.id ?? '', true);
    await engine.stop();
    engine = await start();
    await send([at(6, { user: 'bob', device: 'd' }), at(7, { device: 'd' })]);
    expect(await counted()).toEqual(
      new Map([
        [name('user', 'ada'), 5],
        [name('user', 'bob'), 2],
      ]),
    );
    expect(await differences()).toEqual([]);
  });

  it('tells links that are not there', async () => {
    await send([at(1, { user: 'ada', device: 'd' })]);
    await expect(change('ada', 'alias~x~y', true)).rejects.toThrow(DomainError);
    await expect(change('nobody', 'alias~x~y', true)).rejects.toMatchObject({ status: 404 });
  });

  const actor = fc.record({
    hour: fc.integer({ min: 0, max: 60 }),
    user: fc.option(fc.constantFrom('u1', 'u2', 'u3'), { freq: 2 }),
    device: fc.option(fc.constantFrom('d1', 'd2'), { freq: 2 }),
    previous: fc.option(fc.constantFrom('u1', 'u2', 'u3', 'd1'), { freq: 4, nil: null }),
  });
  const interactionArbitrary = actor.map(({ hour, user, device, previous }) => {
    const who = user === null && device === null ? 'u1' : user;
    return at(hour, { user: who, device, previous: who === null ? null : previous });
  });

  it('[ID-8] [POS-1] [POS-4] whatever comes before and after, everybody is who the interactions and the removed links say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(interactionArbitrary, { minLength: 2, maxLength: 12 }),
        fc.array(interactionArbitrary, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        async (before, after, picks) => {
          await engine.stop();
          await stores.stop();
          stores = await testStores();
          await createWorkspace({ sql: stores.operational }, { id: 'w', name: 'W', timezone: 'UTC', currency: 'EUR' });
          engine = await start();
          await send(before);
          const made = new Map<string, Link>();
          for (const one of before) for (const link of linksOf(one, name)) made.set(linkKey(link), link);
          const removed = new Set<string>();
          for (const pick of picks) {
            const link = [...made.values()][pick % Math.max(1, made.size)];
            if (!link) continue;
            removed.add(linkKey(link));
            await change(link.b, `${link.kind}~${link.a}~${link.b}`, true);
          }
          if (after.length > 0) await send(after);
          expect(await counted()).toEqual(expected([...before, ...after], removed));
          expect(await differences()).toEqual([]);
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  }, 240_000);
});
