import { TOUCHPOINT_PRESETS, type Touchpoint } from '@parcours/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDoings, addPerson } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const KIOSK: Touchpoint = {
  id: 'kiosk',
  name: { en: 'Kiosk', fr: 'Borne' },
  channel: 'in-person',
  presence: 'offline',
  icon: 'pin',
  active: true,
  words: [],
  tests: [{ field: 'properties.kiosk', test: 'exists', values: [] }],
  place: [{ field: 'properties.kiosk', read: 'value' }],
};
const OWN = { touchpoints: [KIOSK, ...TOUCHPOINT_PRESETS.touchpoints] };

describe('touch points', () => {
  let server: ReadServer;
  const send = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object, key?: string) => {
    const headers = { authorization: `Bearer ${key ?? server.keys.main}` };
    const answer = await server.http.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  const save = (catalogue: object, key?: string) => send('PUT', '/api/touchpoints', catalogue, key);
  const catalogueOf = async (key?: string) => (await send('GET', '/api/touchpoints', undefined, key)).body;
  const touched = async (key?: string) =>
    (await send('GET', '/api/customers/ana/timeline', undefined, key)).body.items.map(
      ({ event, touchpoint, place }: Record<string, string>) => [event, touchpoint, place],
    );

  beforeAll(async () => {
    server = await readServer();
    for (const workspace of ['main', 'other']) {
      const profile = await addPerson(server, workspace, { userId: 'ana', name: 'Ana' });
      const doing = (days: number, event: string, properties = {}) => ({
        profile,
        at: NOW - days * DAY,
        event,
        messageId: `${event} ${days}`,
        properties,
      });
      await addDoings(server, workspace, [
        doing(1, 'Order Completed', { kiosk: 'North', email: 'ana@x.example' }),
        doing(2, 'Order Completed', { kiosk: 12 }),
        doing(3, 'Store Visited', { store: `${workspace} street` }),
        doing(4, 'Machine Hummed', { secret: 'hush' }),
        doing(5, 'Machine Hummed', { secret: 'older' }),
        doing(200, 'Machine Hummed'),
      ]);
    }
  });
  afterAll(() => server?.stop());

  it('are the presets until somebody saves others', async () => {
    expect(await catalogueOf()).toEqual({ catalogue: TOUCHPOINT_PRESETS, version: 0, presets: true });
    expect((await touched()).slice(0, 4)).toEqual([
      ['Order Completed', 'site', null],
      ['Order Completed', 'site', null],
      ['Store Visited', 'shop', 'main street'],
      ['Machine Hummed', 'other', null],
    ]);
  });

  it('[TOUCH-4] count what a draft would make of the last days, and what fits none, before it is saved', async () => {
    const { status, body } = await send('POST', '/api/touchpoints/preview?days=30', OWN);
    expect(status).toBe(200);
    expect([body.days, body.interactions, body.oneIn]).toEqual([30, 5, 1]);
    expect(body.each).toEqual([
      {
        id: 'kiosk',
        interactions: 2,
        customers: 1,
        places: {
          different: 2,
          top: [
            { place: '12', interactions: 1 },
            { place: 'North', interactions: 1 },
          ],
        },
      },
      { id: 'other', interactions: 2, customers: 1, places: { different: 0, top: [] } },
      {
        id: 'shop',
        interactions: 1,
        customers: 1,
        places: { different: 1, top: [{ place: 'main street', interactions: 1 }] },
      },
    ]);
    const sample = { type: 'track', properties: { secret: 'hush' }, context: {} };
    expect(body.unclassified).toEqual([{ event: 'Machine Hummed', interactions: 2, sample }]);
    expect((await catalogueOf()).version).toBe(0);
  });

  it('[TOUCH-4] show at once what was saved, in timelines and counts, with no replay, and only in their workspace', async () => {
    const { status, body } = await save(OWN);
    expect([status, body.version, body.presets]).toEqual([200, 1, false]);
    expect((await touched()).slice(0, 2)).toEqual([
      ['Order Completed', 'kiosk', 'North'],
      ['Order Completed', 'kiosk', '12'],
    ]);
    const { body: volumes } = await send('GET', '/api/touchpoints/volumes');
    expect([volumes.days, volumes.each[0].id]).toEqual([90, 'kiosk']);
    expect((await send('GET', '/api/replays')).body.items).toEqual([]);
    expect(await catalogueOf(server.keys.other)).toMatchObject({ version: 0, presets: true });
    expect((await touched(server.keys.other))[0]).toEqual(['Order Completed', 'site', null]);
  });

  it('go back to the presets, and what was saved before can be restored', async () => {
    expect((await send('DELETE', '/api/touchpoints')).body).toMatchObject({ version: 2, presets: true });
    expect((await touched())[0]).toEqual(['Order Completed', 'site', null]);
    const { body } = await send('GET', '/api/definitions/touchpoints/touchpoints/versions');
    expect(body.items.map(({ version, definition }: Record<string, unknown>) => [version, definition])).toEqual([
      [2, null],
      [1, OWN],
    ]);
    expect((await send('POST', '/api/touchpoints/restore', { version: 1 })).body).toMatchObject({
      version: 3,
      catalogue: OWN,
    });
    expect((await send('POST', '/api/touchpoints/restore', { version: 2 })).body.presets).toBe(true);
    expect((await send('POST', '/api/touchpoints/restore', { version: 9 })).body.error.code).toBe('version.unknown');
    const elsewhere = await send('POST', '/api/touchpoints/restore', { version: 1 }, server.keys.other);
    expect(elsewhere.body.error.code).toBe('version.unknown');
  });

  it('keep every save, however many come at once', async () => {
    const { version } = await catalogueOf();
    const answers = await Promise.all([1, 2, 3].map(() => save(OWN)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await catalogueOf()).version).toBe(version + 3);
  });

  it('refuse a catalogue that cannot be used, with the place at fault', async () => {
    const wrong: [object, string][] = [
      [{ touchpoints: [{ ...KIOSK, icon: 'unicorn' }] }, 'touchpoints.0.icon'],
      [{ touchpoints: [KIOSK, KIOSK] }, 'touchpoints.1.id'],
      [
        { touchpoints: [{ ...KIOSK, tests: [{ field: 'event', test: 'in', values: [] }] }] },
        'touchpoints.0.tests.0.values',
      ],
      [{ touchpoints: [{ ...KIOSK, place: [{ field: 'event' }] }] }, 'touchpoints.0.place.0.field'],
      [[], ''],
    ];
    for (const [body, place] of wrong) {
      for (const answer of [await save(body), await send('POST', '/api/touchpoints/preview', body)]) {
        expect([answer.status, answer.body.error.code]).toEqual([422, 'touchpoints.invalid']);
        expect(answer.body.error.details[0].path.join('.')).toBe(place);
      }
    }
    expect((await send('POST', '/api/touchpoints/preview?days=0', OWN)).status).toBe(400);
  });

  it('[ACCESS-1] are changed by those who define, and looked at by all', async () => {
    const [viewer, analyst] = [await server.keyOf('main', 'viewer'), await server.keyOf('main', 'analyst')];
    for (const key of [viewer, analyst]) {
      expect((await save(OWN, key)).status).toBe(403);
      expect((await send('DELETE', '/api/touchpoints', undefined, key)).status).toBe(403);
      expect((await send('GET', '/api/touchpoints/volumes', undefined, key)).status).toBe(200);
    }
  });

  it('[ACCESS-2] show those without personal data counts, and neither places nor samples', async () => {
    await save(OWN);
    const key = await server.keyOf('main', 'analyst');
    for (const { body } of [
      await send('GET', '/api/touchpoints/volumes', undefined, key),
      await send('POST', '/api/touchpoints/preview', OWN, key),
    ]) {
      expect(body.each[0]).toMatchObject({ id: 'kiosk', interactions: 2, places: { different: 0, top: [] } });
      expect(JSON.stringify(body)).not.toMatch(/North|hush/);
    }
    const nosy = { touchpoints: [{ ...KIOSK, tests: [{ field: 'properties.email', test: 'exists' }] }] };
    const refused = await send('POST', '/api/touchpoints/preview', nosy, key);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'personal.rule']);
  });

  it('[ACCESS-5] leave an entry for each change', async () => {
    const { body } = await send('GET', '/api/audit?limit=100');
    const actions = new Set(body.items.map(({ action }: { action: string }) => action));
    for (const action of ['touchpoints.save', 'touchpoints.reset', 'touchpoints.restore'])
      expect(actions).toContain(action);
  });
});
