import { readInteractions } from '@parcours/core';
import { requestErasure, sendDeliveries, unsubscribeAtOnce } from '@parcours/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressesOf, headerOf } from '../testing/mailSink.js';
import { NOW } from '../testing/readServer.js';
import { idOf, type SendingServer, sendingServer, welcome } from '../testing/sending.js';
import { askAs, signedIn } from '../testing/signIn.js';

const BASE = 'https://parcours.example';
let at: SendingServer;
let anybody: ReturnType<typeof askAs>;

beforeEach(async () => {
  at = await sendingServer();
  anybody = askAs(at.server, '');
  await at.say(true);
});
afterEach(async () => {
  expect(at.failures.splice(0)).toEqual([]);
  await at.stop();
});

/** Sends one message, and what it contains. */
const sent = async (cause: string, over = {}) => {
  await at.ask(cause, over);
  expect(await sendDeliveries(at.ports())).toBe(1);
  const mail = at.sink.taken.at(-1) as string;
  const urls = addressesOf(mail);
  const local = (start: string) => (urls.find((url) => url.startsWith(`${BASE}${start}`)) ?? '').slice(BASE.length);
  const header = headerOf(mail, 'list-unsubscribe').slice(1 + BASE.length, -1);
  return {
    urls,
    mail,
    header,
    link: local('/api/messages/link'),
    open: local('/api/messages/open'),
    page: local('/preferences'),
  };
};
const tokenIn = (url: string): string => url.split('#')[1] ?? '';
const told = async () =>
  (await at.server.log.read(0, 1000))
    .flatMap(({ text }) => readInteractions(text))
    .map(({ event, outbound }) => [event, outbound]);

describe('the links of a message', () => {
  it('[SEND-4] tell once that it was opened and followed, and lead where the message said', async () => {
    const shop = 'https://shop.example/a?b=1&c=2';
    const button = { kind: 'button', label: 'Go', url: shop };
    const content = welcome();
    await at.editor('PUT', '/api/contents/welcome?version=1', {
      ...content,
      variants: { en: { ...content.variants.en, body: { kind: 'blocks', blocks: [button] } } },
    });
    const { link, open, urls } = await sent('one');
    expect(urls).not.toContain(shop);
    const looked = await at.server.http.inject({ method: 'HEAD', url: link });
    expect([looked.statusCode, (await told()).length]).toEqual([302, 2]);
    const [first, second] = [await anybody('GET', link), await anybody('GET', link)];
    expect([first.status, first.answer.headers['location'], second.status]).toEqual([302, shop, 302]);
    const pixel = await at.server.http.inject({ method: 'GET', url: open });
    expect([pixel.statusCode, pixel.headers['content-type']]).toEqual([200, 'image/gif']);
    await at.server.http.inject({ method: 'GET', url: open });
    expect((await told()).slice(1)).toEqual([
      ['Email Sent', true],
      ['Email Link Clicked', false],
      ['Email Opened', false],
    ]);
    const [row] = await at.server.store.query('select opened_at::float8 as o, clicked_at::float8 as c from deliveries');
    expect(row).toEqual({ o: NOW, c: NOW });
  });

  it('lead nowhere else: nobody can make one', async () => {
    const { page, header } = await sent('one');
    const forged = Buffer.from(JSON.stringify(['main', 'x', 'https://evil.example'])).toString('base64url');
    for (const token of [`${forged}.abc`, tokenIn(page), '.', 'x'])
      expect((await anybody('GET', `/api/messages/link?token=${token}`)).status).toBe(400);
    const pixel = await at.server.http.inject({ method: 'GET', url: '/api/messages/open?token=nonsense' });
    expect(pixel.statusCode).toBe(200);
    expect((await anybody('POST', '/api/messages/unsubscribe?token=nonsense')).status).toBe(400);
    expect((await anybody('POST', '/api/messages/preferences', { token: 'nonsense' })).status).toBe(400);
    expect(header).toMatch(/^\/api\/messages\/unsubscribe\?token=/);
    expect((await told()).slice(1)).toEqual([['Email Sent', true]]);
  });
});

describe('[CONSENT-5] who got a message', () => {
  it('ends them by one click, with its proof; a second one changes nothing', async () => {
    const { header } = await sent('one');
    const click = () => {
      at.now.value += 1;
      return at.server.http.inject({
        ...{ method: 'POST', url: header, payload: 'List-Unsubscribe=One-Click' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    };
    expect([(await click()).statusCode, (await click()).statusCode]).toEqual([200, 200]);
    await at.ask('two');
    expect(await sendDeliveries(at.ports())).toBe(0);
    expect((await at.states())[1]).toEqual(['two', 'skipped', 'consent']);
    const { body } = await at.editor('GET', '/api/customers/ada/consents');
    expect(body.items[0]).toMatchObject({ given: false, allowed: false, proof: { where: 'message', by: 'link' } });
    const events = (await told()).map(([event]) => event);
    expect(events.filter((event) => event === 'Unsubscribed')).toHaveLength(1);
    expect(events.filter((event) => event === 'Consent Withdrawn')).toHaveLength(1);
    // A mail program without one click opens it: the page.
    const opened = await at.server.http.inject({ method: 'GET', url: header });
    expect(opened.headers['location']).toMatch(/^https:\/\/parcours\.example\/preferences#/);
  });

  it('sees what they get, and chooses, with the words they saw kept', async () => {
    const token = tokenIn((await sent('one')).page);
    const read = async () => (await anybody('POST', '/api/messages/preferences', { token })).body;
    const given = (view: { items: { purpose: { id: string }; given: boolean }[] }) =>
      view.items.map(({ purpose, given: is }) => [purpose.id, is]);
    expect(given(await read())).toEqual([
      ['marketing', true],
      ['service', true],
    ]);
    const choose = (purpose: string, is: boolean) =>
      anybody('PUT', '/api/messages/preferences', { token, choices: [{ purpose, given: is }], text: 'No more news' });
    expect(given((await choose('marketing', false)).body)[0]).toEqual(['marketing', false]);
    at.now.value += 1;
    expect(given((await choose('marketing', true)).body)[0]).toEqual(['marketing', true]);
    // What a contract asks for nobody chooses, nor what is not there.
    expect([(await choose('service', false)).status, (await choose('other', true)).status]).toEqual([422, 422]);
    const { body } = await at.editor('GET', '/api/customers/ada/consents');
    expect(body.items[0].proof).toEqual({ where: 'preferences', text: 'No more news', by: 'link' });
  });

  it('and was erased is told so, and nothing of them comes back', async () => {
    const { page, header, link } = await sent('one', { purpose: 'marketing' });
    await requestErasure({ operational: at.server.store }, 'main', 'ada');
    await at.server.store.query('delete from deliveries');
    const before = (await told()).length;
    expect((await anybody('POST', '/api/messages/preferences', { token: tokenIn(page) })).status).toBe(404);
    expect((await anybody('POST', header)).status).toBe(200);
    await unsubscribeAtOnce({ ...at.ports() }, tokenIn(page));
    if (link) await anybody('GET', link);
    expect((await told()).length).toBe(before);
  });
});

describe('a customer’s messages and consents', () => {
  it('are told with their reasons, newest first, by page', async () => {
    await sent('a');
    at.now.value += 1;
    await at.ask('b', { purpose: 'nothing' });
    await sendDeliveries(at.ports());
    const first = await at.editor('GET', '/api/customers/ada/deliveries?limit=1');
    expect(first.body.items.map((one: { state: string; reason: string }) => [one.state, one.reason])).toEqual([
      ['skipped', 'consent'],
    ]);
    const rest = await at.editor('GET', `/api/customers/ada/deliveries?limit=1&cursor=${first.body.next}`);
    expect(rest.body.items[0]).toMatchObject({ state: 'sent', content: 'welcome', reason: null });
    expect(rest.body.next).toBeNull();
  });

  it('are noted by the API with proof, and held; roles and workspaces apart', async () => {
    const withdraw = {
      purpose: 'marketing',
      given: false,
      where: 'call centre',
      text: 'Please stop',
      at: new Date(NOW + 5).toISOString(),
    };
    const future = await at.editor('POST', '/api/customers/ada/consents', withdraw);
    expect(future.status).toBe(422);
    at.now.value += 10;
    const said = await at.editor('POST', '/api/customers/ada/consents', withdraw);
    expect(said.body.items[0]).toMatchObject({ given: false, proof: { where: 'call centre', text: 'Please stop' } });
    const unknown = await at.editor('POST', '/api/customers/ada/consents', { ...withdraw, purpose: 'nothing' });
    expect(unknown.status).toBe(422);
    const held = await at.editor('PUT', '/api/customers/ada/hold', { why: 'a dispute' });
    expect(held.body.hold).toMatchObject({ by: 'editor', why: 'a dispute' });
    expect((await at.editor('DELETE', '/api/customers/ada/hold')).body.hold).toBeNull();
    const viewer = askAs(at.server, (await signedIn(at.server, 'viewer', { main: 'viewer' })).cookie);
    expect((await viewer('PUT', '/api/customers/ada/hold', {})).status).toBe(403);
    const analyst = askAs(at.server, (await signedIn(at.server, 'analyst', { main: 'analyst' })).cookie);
    expect((await analyst('GET', '/api/customers/ada/consents')).status).toBe(403);
    const outsider = askAs(at.server, (await signedIn(at.server, 'out', { other: 'owner' })).cookie);
    expect((await outsider('GET', `/api/customers/${idOf('ada')}/deliveries`)).status).toBe(404);
  });
});

describe('[CONSENT-4] a list of addresses', () => {
  it('is taken in from CSV, whatever the column, and says which rows hold none', async () => {
    const csv = 'name;email\nAda,ada@shop.example\nnobody,\n"Bob, B","bob@shop.example"\nAda,ADA@shop.example\n';
    const taken = await at.editor('POST', '/api/suppressions', { csv });
    expect(taken.body).toEqual({ added: 2, already: 1, unread: { count: 1, rows: [3] } });
    expect((await at.editor('GET', '/api/suppressions')).body).toEqual({
      total: 2,
      reasons: [{ reason: 'imported', count: 2 }],
    });
    const french = await at.editor('POST', '/api/suppressions', { csv: 'nom;adresse\nEva;eva@shop.example\n' });
    expect(french.body).toMatchObject({ added: 1, unread: { count: 0 } });
    await at.ask('one');
    await sendDeliveries(at.ports());
    expect(await at.states()).toEqual([['one', 'skipped', 'suppressed']]);
    const release = () => at.editor('POST', '/api/suppressions/release', { address: 'ada@shop.example' });
    expect([(await release()).body, (await release()).body]).toEqual([{ released: true }, { released: false }]);
    expect((await at.editor('POST', '/api/suppressions', { csv: 'no addresses here' })).status).toBe(422);
  });
});

describe('purposes', () => {
  it('[CONSENT-1] are a workspace’s own; one that is left out allows nothing', async () => {
    const tips = { id: 'tips', name: { en: 'Tips', fr: 'Conseils' }, basis: 'interest' };
    expect((await at.editor('PUT', '/api/purposes', { items: [tips, tips] })).status).toBe(422);
    expect((await at.editor('PUT', '/api/purposes', { items: [] })).status).toBe(422);
    expect((await at.editor('PUT', '/api/purposes', { items: [tips] })).body).toEqual({ items: [tips] });
    await at.ask('a', { purpose: 'tips' });
    await at.ask('b', { purpose: 'marketing' });
    await sendDeliveries(at.ports());
    expect(await at.states()).toEqual([
      ['a', 'sent', null],
      ['b', 'skipped', 'consent'],
    ]);
    const other = askAs(at.server, (await signedIn(at.server, 'out', { other: 'owner' })).cookie);
    expect((await other('GET', '/api/purposes')).body.items).toHaveLength(2);
  });
});
