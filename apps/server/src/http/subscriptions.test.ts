import type { SubscriptionView } from '@parcours/core';
import { judgeWorkspace, LEASE, type MailPorts, sendDue, unsubscribeToken } from '@parcours/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecret } from '../accounts/secret.js';
import { mailerFrom, smtpMailer } from '../mail/smtpMailer.js';
import { headerOf, type MailSink, mailSink, textOf } from '../testing/mailSink.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';
import { seedWeeks, USUAL_DAY } from '../testing/weeks.js';

const FROM = 'Parcours <parcours@shop.example>';
/** The morning of NOW; people subscribe three days before. */
const MONDAY = Date.parse('2026-06-15T08:00:00Z');
const WANTED = { story: true, alerts: true, language: 'en', weekday: 1, hour: 8 } as const;

let sink: MailSink;
let server: ReadServer;
let secret: string;
const now = { value: NOW };
const clock = { now: () => now.value };

beforeEach(async () => {
  now.value = NOW - 3 * DAY;
  sink = await mailSink();
  server = await readServer({ clock, mailer: smtpMailer({ url: sink.url(), from: FROM }) });
  secret = await loadSecret(server.store, 'mail');
});
afterEach(async () => {
  await sink.stop();
  await server.stop();
});

const ports = (mailer = smtpMailer({ url: sink.url(), from: FROM })): MailPorts => ({
  ...{ operational: server.store, warehouse: server.warehouse, clock, mailer, secret },
  base: () => 'https://parcours.example',
});
const subscribe = async (name: string, wanted: object = WANTED, role: 'owner' | 'analyst' | 'viewer' = 'owner') => {
  const { cookie, id, email } = await signedIn(server, name, { main: role });
  const ask = askAs(server, cookie);
  const put = () => ask('PUT', '/api/subscription?workspace=main', wanted);
  const answer = await put();
  expect(answer.status, answer.text).toBe(200);
  const view = async (): Promise<SubscriptionView> => (await ask('GET', '/api/subscription?workspace=main')).body;
  return { ask, id, email, view, put };
};
const at = (time: number, mailer?: MailPorts['mailer']) => {
  now.value = time;
  return sendDue(ports(mailer));
};

describe('[MAIL-2] subscriptions', () => {
  it('the story comes once a week at the hour asked for, in words with numbers that lead to people', async () => {
    await seedWeeks(server, 'main', 120);
    const { view } = await subscribe('ada');
    expect(await view()).toMatchObject({
      email: 'ada@people.example',
      from: FROM,
      nextStory: '2026-06-15T08:00:00.000Z',
    });
    expect(await at(MONDAY - 1)).toBe(0);
    expect(await at(MONDAY)).toBe(1);
    for (const later of [0, 60_000, 6 * DAY]) expect(await at(MONDAY + later)).toBe(0);
    const [mail = ''] = sink.taken;
    expect(headerOf(mail, 'To')).toBe('ada@people.example');
    expect(headerOf(mail, 'Subject')).toBe('main: the week to June 14');
    expect(headerOf(mail, 'Date')).toBe('Mon, 15 Jun 2026 08:00:00 +0000');
    expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const text = textOf(mail);
    expect(text).toMatch(/\d\d\d people did something, \d+ (more|fewer) than the week before\.\s+As usual/);
    expect(text).toContain('https://parcours.example/understand/activity?workspace=main&model=ecommerce');
    expect(mail).toContain('text/html');
    expect(await at(MONDAY + 7 * DAY)).toBe(1);
    const ids = sink.taken.map((one) => headerOf(one, 'Message-ID'));
    expect(new Set(ids).size).toBe(2);
    expect((await view()).lastSent).toBe('2026-06-22T08:00:00.000Z');
  });

  it('in French, where that was asked for', async () => {
    await seedWeeks(server, 'main', 120);
    await subscribe('zoe', { ...WANTED, language: 'fr' });
    await at(MONDAY);
    expect(textOf(sink.taken[0] ?? '')).toMatch(
      /personnes ont fait quelque chose, soit \d+ de (plus|moins) que la semaine d’avant/,
    );
  });

  it('[MAIL-3] alerts come on the day they are found, and only then', async () => {
    await seedWeeks(server, 'main', 120, (ago, usual) =>
      ago === 1 ? { ...USUAL_DAY(ago, usual), come: 200 } : USUAL_DAY(ago, usual),
    );
    await subscribe('ada', { ...WANTED, story: false });
    now.value = NOW + 60_000;
    const judging = { operational: server.store, warehouse: server.warehouse, clock };
    await judgeWorkspace(judging, 'main');
    expect(await at(Date.parse('2026-06-16T07:59:59Z'))).toBe(0);
    expect(await at(Date.parse('2026-06-16T08:00:00Z'))).toBe(1);
    expect(await at(Date.parse('2026-06-17T08:00:00Z'))).toBe(0);
    expect(headerOf(sink.taken[0] ?? '', 'Subject')).toBe('main: one thing is out of the usual');
    expect(textOf(sink.taken[0] ?? '')).toMatch(/More people than usual did something\. 200 on June 14/);
  });

  it('many that send at once send each once', async () => {
    await seedWeeks(server, 'main', 40);
    for (const name of ['ada', 'ben', 'cyd']) await subscribe(name);
    now.value = MONDAY;
    const sent = await Promise.all([1, 2, 3, 4].map(() => sendDue(ports())));
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(new Set(sink.taken.map((mail) => headerOf(mail, 'To'))).size).toBe(3);
    expect(sink.taken).toHaveLength(3);
  });

  it('a claim that lapsed is taken up, and the message is the same to the last word', async () => {
    await seedWeeks(server, 'main', 40);
    await subscribe('ada');
    await at(MONDAY);
    // As a process leaves it that was killed before it could note that the server had taken it.
    await server.store.query("update mails set state = 'sending', sent_at = null, claimed_until = $1", [
      MONDAY + LEASE,
    ]);
    expect(await at(MONDAY + LEASE - 1)).toBe(0);
    expect(await at(MONDAY + LEASE)).toBe(1);
    const [one = '', other = ''] = sink.taken;
    for (const name of ['Message-ID', 'Date', 'Subject']) expect(headerOf(other, name)).toBe(headerOf(one, name));
    expect(headerOf(one, 'Message-ID')).toMatch(/^<[0-9a-f]{40}@shop\.example>$/);
    expect(textOf(other)).toBe(textOf(one));
    expect(await at(MONDAY + 2 * LEASE)).toBe(0);
  });
});

describe('[MAIL-2] what cannot be sent is held', () => {
  it('without a mail server, until there is one', async () => {
    await seedWeeks(server, 'main', 40);
    const { ask } = await subscribe('ada');
    const none = mailerFrom({ url: '', from: '' });
    expect(await at(MONDAY, none)).toBe(0);
    const [row] = await server.store.query('select state from mails');
    expect(row).toEqual({ state: 'due' });
    expect(await at(MONDAY + DAY)).toBe(1);
    expect((await ask('POST', '/api/subscription/test?workspace=main', { language: 'en' })).body).toEqual({
      email: 'ada@people.example',
    });
    expect(sink.taken).toHaveLength(2);
  });

  it('with a wrong password, or nobody there; it says which, never the secret, and goes once that is mended', async () => {
    await seedWeeks(server, 'main', 40);
    const { view } = await subscribe('ada');
    expect(await at(MONDAY, smtpMailer({ url: sink.url('hunter2 wrong'), from: FROM }))).toBe(0);
    const told = await view();
    expect(told.held).toEqual({ count: 1, trouble: 'credentials' });
    expect(JSON.stringify([told, await server.store.query('select * from mails')])).not.toMatch(/hunter2|secret/);
    expect(await at(MONDAY + 60_000, smtpMailer({ url: 'smtp://127.0.0.1:1', from: FROM }))).toBe(0);
    expect((await view()).held).toEqual({ count: 1, trouble: 'unreachable' });
    expect(await at(MONDAY + 2 * 60_000)).toBe(0);
    expect(await at(MONDAY + DAY)).toBe(1);
    expect((await view()).held).toBeNull();
  });

  it('a test says what is wrong in words', async () => {
    const { ask } = await subscribe('ada');
    sink.behaviour.password = 'another';
    const refused = await ask('POST', '/api/subscription/test?workspace=main', { language: 'en' });
    expect([refused.status, refused.body.error.code]).toEqual([422, 'mail.credentials']);
    expect(refused.text).not.toContain('secret');
    expect(() => smtpMailer({ url: 'http://user:hunter2@host', from: FROM })).toThrow(/SMTP_URL is not the address/);
  });
});

describe('[MAIL-4] who gets what', () => {
  it('[ACCESS-2] sentences are about many: no name or address of a customer, whatever the role', async () => {
    await seedWeeks(server, 'main', 40);
    await subscribe('ana', WANTED, 'analyst');
    await subscribe('vic', WANTED, 'viewer');
    expect(await at(MONDAY)).toBe(2);
    for (const mail of sink.taken) expect(mail + textOf(mail)).not.toMatch(/Lovelace|countess/);
  });

  it('nobody who was removed, and whoever comes back is not subscribed', async () => {
    await seedWeeks(server, 'main', 40);
    const { id, ask } = await subscribe('ada');
    now.value = MONDAY;
    await at(MONDAY, mailerFrom({ url: '', from: '' }));
    await server.store.query('delete from members where user_id = $1', [id]);
    expect(await at(MONDAY + DAY)).toBe(0);
    expect((await ask('GET', '/api/subscription?workspace=main')).status).toBe(404);
    await server.store.query("insert into members (workspace_id, user_id, role) values ('main', $1, 'viewer')", [id]);
    expect((await ask('GET', '/api/subscription?workspace=main')).body.subscription).toBeNull();
    expect(await at(MONDAY + 7 * DAY)).toBe(0);
  });

  it('one click in a mail program ends it, and what was due is not sent later', async () => {
    await seedWeeks(server, 'main', 40);
    const { view, put } = await subscribe('ada');
    await at(MONDAY);
    const link = headerOf(sink.taken[0] ?? '', 'List-Unsubscribe')
      .slice(1, -1)
      .replace('https://parcours.example', '');
    await at(MONDAY + 7 * DAY, mailerFrom({ url: '', from: '' }));
    const ended = await server.http.inject({
      ...{ method: 'POST', url: link, payload: 'List-Unsubscribe=One-Click' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([ended.statusCode, ended.json()]).toEqual([200, { kind: 'story', workspace: 'main' }]);
    expect((await view()).subscription).toMatchObject({ story: false, alerts: true });
    expect(await at(MONDAY + 8 * DAY)).toBe(0);
    await put();
    expect(await at(MONDAY + 9 * DAY)).toBe(0);
  });

  it('a link that was not made here ends nothing', async () => {
    const { id, view } = await subscribe('ada');
    const forged = unsubscribeToken('another secret', { workspace: 'main', person: id, kind: 'story' });
    for (const token of [forged, 'x', 'e30.e30', `${forged.split('.')[0]}.`]) {
      const answer = await server.http.inject({ method: 'POST', url: `/api/unsubscribe?token=${token}` });
      expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'unsubscribe.invalid']);
    }
    expect((await view()).subscription?.story).toBe(true);
  });

  it.each([[{ ...WANTED, hour: 24 }], [{ ...WANTED, weekday: 0 }], [{ ...WANTED, language: 'de' }], [{ story: true }]])(
    'refuses %o',
    async (wanted) => {
      const { ask } = await subscribe('ada');
      const answer = await ask('PUT', '/api/subscription?workspace=main', wanted);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request']);
    },
  );

  it('a key has no address to write to', async () => {
    const put = await server.http.inject({
      ...{ method: 'PUT', url: '/api/subscription', payload: WANTED },
      headers: { authorization: `Bearer ${server.keys.main}` },
    });
    expect([put.statusCode, put.json().error.code]).toEqual([409, 'subscription.account']);
  });

  it('[ACCESS-5] a change leaves an entry', async () => {
    await subscribe('ada');
    const rows = await server.store.query("select action, after from audit where workspace_id = 'main'");
    expect(rows).toEqual([{ action: 'subscription.save', after: { story: true, alerts: true } }]);
  });
});
