import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas } from '../testing/definitions.js';
import { type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';

const AIDAR = '/api/models/aidar/lanes';

describe('[MAP-1] the written lanes of a journey map', () => {
  let server: ReadServer;
  let editor: ReturnType<typeof askAs>;
  let viewer: ReturnType<typeof askAs>;
  const said = (over: object = {}) => ({ stage: 'prospect', lane: 'hesitations', text: 'Trop cher ?', ...over });
  const add = async (over: object = {}, url = AIDAR) => (await editor('POST', url, said(over))).body;
  const texts = async (url = AIDAR) => (await viewer('GET', url)).body.items.map(({ text }: { text: string }) => text);

  beforeAll(async () => {
    server = await readServer();
    await definePersonas(server, 'main', ['runner', 'other']);
    editor = askAs(server, (await signedIn(server, 'ada', { main: 'editor', other: 'editor' })).cookie);
    viewer = askAs(server, (await signedIn(server, 'bob', { main: 'viewer' })).cookie);
  });
  afterAll(() => server?.stop());

  it('keeps each note with its map: model, persona, workspace', async () => {
    const written = await editor('POST', AIDAR, said({ owner: 'Léa', state: 'doing', date: '2026-06-30' }));
    expect(written.status).toBe(201);
    expect(written.body).toMatchObject({
      ...{ stage: 'prospect', lane: 'hesitations', text: 'Trop cher ?', owner: 'Léa', state: 'doing' },
      ...{ date: '2026-06-30', version: 1, changedBy: 'ada', follows: null },
    });
    await add({ text: 'Of a runner' }, `${AIDAR}?persona=runner`);
    await add({ text: 'Elsewhere' }, `${AIDAR}?workspace=other`);
    await add({ text: 'On another model', stage: 'loyalty' }, '/api/models/journey/lanes');
    expect(await texts()).toEqual(['Trop cher ?']);
    expect(await texts(`${AIDAR}?persona=runner`)).toEqual(['Of a runner']);
    expect(await texts('/api/models/journey/lanes')).toEqual(['On another model']);
    const elsewhere = (await server.get(AIDAR, server.keys.other)).body.items;
    expect(elsewhere.map(({ text }: { text: string }) => text)).toEqual(['Elsewhere']);
    const [{ id }] = elsewhere;
    expect((await editor('PUT', `${AIDAR}/${id}`, { ...said(), version: 1 })).status).toBe(404);
    expect((await editor('DELETE', `${AIDAR}/${id}`)).status).toBe(404);
    expect((await editor('GET', `${AIDAR}/history?note=${id}`)).body.items).toEqual([]);
  });

  it('remembers who changed what; an earlier version is read and restored, also of a deleted note', async () => {
    const { id } = await add({ text: 'First', lane: 'reasons' });
    const second = await editor('PUT', `${AIDAR}/${id}`, { ...said({ text: 'Second', lane: 'reasons' }), version: 1 });
    expect(second.body).toMatchObject({ text: 'Second', version: 2 });
    expect((await editor('DELETE', `${AIDAR}/${id}`)).status).toBe(200);
    expect(await texts()).not.toContain('Second');
    expect((await editor('DELETE', `${AIDAR}/${id}`)).status).toBe(404);
    const history = async () =>
      (await viewer('GET', `${AIDAR}/history?note=${id}`)).body.items.map(
        ({ version, content, by, current }: Record<string, unknown>) => [
          version,
          (content as { text: string } | null)?.text ?? null,
          by,
          current,
        ],
      );
    expect(await history()).toEqual([
      [3, null, 'ada', true],
      [2, 'Second', 'ada', false],
      [1, 'First', 'ada', false],
    ]);
    const restored = await editor('POST', `${AIDAR}/${id}/restore`, { version: 1 });
    expect(restored.body).toMatchObject({ text: 'First', version: 4 });
    expect(await texts()).toContain('First');
    expect((await editor('POST', `${AIDAR}/${id}/restore`, { version: 3 })).status).toBe(404);
    expect((await viewer('GET', `${AIDAR}/history`)).body.items.length).toBeGreaterThan(4);
  });

  it('never overwrites what somebody else saved meanwhile', async () => {
    const { id } = await add({ text: 'Shared' });
    const save = (text: string) => editor('PUT', `${AIDAR}/${id}`, { ...said({ text }), version: 1 });
    const answers = await Promise.all([save('Mine'), save('Yours')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('note.changed');
  });

  it('[ACCESS-1] lets viewers read and editors write, and tells the audit log without the words', async () => {
    const { id } = await add({ text: 'A word in confidence' });
    expect((await viewer('POST', AIDAR, said())).status).toBe(403);
    expect((await viewer('PUT', `${AIDAR}/${id}`, { ...said(), version: 1 })).status).toBe(403);
    expect((await viewer('DELETE', `${AIDAR}/${id}`)).status).toBe(403);
    expect((await viewer('POST', `${AIDAR}/${id}/restore`, { version: 1 })).status).toBe(403);
    expect((await askAs(server, '')('GET', AIDAR)).status).toBe(401);
    const entries = (await server.get('/api/audit?action=note')).body.items;
    expect(entries[0]).toMatchObject({
      action: 'note.add',
      subject: 'aidar',
      by: { name: 'ada' },
      after: { note: id, version: 1, lane: 'hesitations', stage: 'prospect' },
    });
    expect(JSON.stringify(entries)).not.toContain('confidence');
  });

  it('refuses what it cannot keep, and says why', async () => {
    const { id } = await add();
    const refused: [string, string, object | undefined, number][] = [
      ['POST', '/api/models/nothing/lanes', said(), 404],
      ['POST', `${AIDAR}?persona=nobody`, said(), 404],
      ['POST', AIDAR, said({ stage: 'nowhere' }), 400],
      ['POST', AIDAR, said({ lane: 'smells' }), 400],
      ['POST', AIDAR, said({ text: '   ' }), 400],
      ['POST', AIDAR, said({ text: 'x'.repeat(2_001) }), 400],
      ['POST', AIDAR, said({ state: 'perhaps' }), 400],
      ['POST', AIDAR, said({ date: '2026-02-30' }), 400],
      ['POST', AIDAR, said({ customer: 'ludovic' }), 400],
      ['PUT', `${AIDAR}/${id}`, said(), 400],
      ['PUT', `${AIDAR}/${id}`, { ...said({ stage: 'nowhere' }), version: 1 }, 400],
      ['PUT', `${AIDAR}/not-an-id`, { ...said(), version: 1 }, 400],
      ['DELETE', `${AIDAR}/00000000-0000-4000-8000-000000000000`, undefined, 404],
      ['POST', `${AIDAR}/${id}/restore`, { version: 99 }, 404],
      ['POST', `${AIDAR}/${id}/restore`, { version: 1e12 }, 400],
      ['GET', '/api/models/nothing/lanes', undefined, 404],
      ['GET', `${AIDAR}?persona=nobody`, undefined, 404],
    ];
    for (const [method, url, body, status] of refused) {
      const answer = await editor(method as 'GET', url, body);
      expect([method, url, JSON.stringify(body)?.slice(0, 90), answer.status]).toEqual([
        method,
        url,
        JSON.stringify(body)?.slice(0, 90),
        status,
      ]);
      expect(answer.body.error.message.length).toBeGreaterThan(8);
    }
    const odd = await add({ text: 'NUL \u0000 and \ud800 alone', owner: '\u0000' });
    expect(odd.text).toBe('NUL \uFFFD and \uFFFD alone');
  });

  it('holds 500 notes on a map, and not one more', async () => {
    await server.store.query(
      `insert into map_notes (workspace_id, model, persona, content, changed_by)
       select 'main', 'ecommerce', '', $1, 'ada' from generate_series(1, 499)`,
      [JSON.stringify({ ...said({ stage: 'retain' }), owner: null, state: 'open', date: null })],
    );
    const url = '/api/models/ecommerce/lanes';
    const stage = (await server.get('/api/models/ecommerce/map')).body.stages[0].id;
    const both = await Promise.all([editor('POST', url, said({ stage })), editor('POST', url, said({ stage }))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error.code).toBe('lanes.full');
  });
});
