import { readInteractions } from '@parcours/core';
import {
  consentsOf,
  openTemplates,
  requestDelivery,
  SEND_LEASE,
  type SendPorts,
  sayConsent,
  sendDeliveries,
  suppressAddresses,
} from '@parcours/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smtpMailer } from '../mail/smtpMailer.js';
import { headerOf, type MailSink, mailSink } from '../testing/mailSink.js';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';

const FROM = 'Shop <shop@shop.example>';
const SECRET = 'a secret of the installation';
const ADA = '00000000-0000-4000-8000-000000000001';

let sink: MailSink;
let server: ReadServer;
const failures: unknown[] = [];
const now = { value: NOW };
const clock = { now: () => now.value };

const ports = (password?: string): SendPorts => ({
  ...{ operational: server.store, log: server.log, clock, secret: SECRET, templates: openTemplates() },
  mailer: smtpMailer({ url: sink.url(password), from: FROM }),
  base: () => 'https://parcours.example',
  onError: (_, error) => failures.push(error),
});
const welcome = (text = 'Good day.') => ({
  ...{
    id: 'welcome',
    channel: 'email',
    name: { en: 'Welcome', fr: 'Bienvenue' },
    action: 'interest',
    stages: [],
    personas: [],
  },
  variants: { en: { subject: 'Hello', preheader: '', body: { kind: 'blocks', blocks: [{ kind: 'text', text }] } } },
});
const person = async (id: string, email: string | null) => {
  await server.store.query(
    `insert into profiles (workspace_id, profile_id, kind, value, customer_id)
     values ('main', md5('main' || chr(10) || 'user' || chr(10) || $1)::uuid, 'user', $1, $2)`,
    [`u-${id}`, id],
  );
  await server.store.query(
    `insert into customers (workspace_id, customer_id, email, traits, first_seen, last_seen, interactions) values ('main', $1, $2, '{}', 1, 1, 1)`,
    [id, email],
  );
};
const say = (given: boolean, at = NOW) =>
  sayConsent(ports(), {
    ...{
      workspaceId: 'main',
      who: { kind: 'user', value: `u-${ADA}` },
      channel: 'email',
      purpose: 'marketing',
      given,
      at,
    },
    proof: { where: 'https://shop.example/account', text: 'Send me news', by: 'person' },
  });
const ask = (cause: string, over: { purpose?: string; customer?: string } = {}) =>
  requestDelivery(
    server.store,
    {
      ...{
        workspace: 'main',
        cause,
        customer: ADA,
        content: 'welcome',
        channel: 'email',
        purpose: 'marketing',
        at: now.value,
      },
      ...{ origin: { kind: 'broadcast', id: 'b' }, ...over },
    },
    now.value,
  );
const states = async () =>
  (
    await server.store.query<{ cause: string; state: string; reason: string | null }>(
      'select cause, state, reason from deliveries order by cause',
    )
  ).map(({ cause, state, reason }) => [cause, state, reason]);

beforeEach(async () => {
  now.value = NOW;
  sink = await mailSink();
  server = await readServer({ clock });
  const editor = askAs(server, (await signedIn(server, 'ada', { main: 'editor' })).cookie);
  const saved = await editor('PUT', '/api/contents/welcome', welcome());
  expect(saved.status, saved.text).toBe(200);
  await person(ADA, 'ada@shop.example');
});
afterEach(async () => {
  expect(failures.splice(0)).toEqual([]);
  await sink.stop();
  await server.stop();
});

describe('deliveries', () => {
  it('[SEND-1] sends a message once for its cause, with one click to end them', async () => {
    await say(true);
    expect([await ask('one'), await ask('one')]).toEqual([true, false]);
    expect(await sendDeliveries(ports())).toBe(1);
    expect(await sendDeliveries(ports())).toBe(0);
    expect(sink.taken).toHaveLength(1);
    const mail = sink.taken[0] as string;
    expect(headerOf(mail, 'to')).toContain('ada@shop.example');
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(await states()).toEqual([['one', 'sent', null]]);
  });

  it('[CONSENT-1] [SEND-2] asks for consent at the moment of sending, and never writes after a withdrawal', async () => {
    await ask('before');
    await sendDeliveries(ports());
    await say(true, NOW + 1);
    await ask('given');
    await say(false, NOW + 2);
    await sendDeliveries(ports());
    await ask('order', { purpose: 'service' });
    await ask('unknown purpose', { purpose: 'whatever' });
    await sendDeliveries(ports());
    expect(await states()).toEqual([
      ['before', 'skipped', 'consent'],
      ['given', 'skipped', 'consent'],
      ['order', 'sent', null],
      ['unknown purpose', 'skipped', 'consent'],
    ]);
    expect(sink.taken).toHaveLength(1);
  });

  it('[SEND-2] says why a message was not sent', async () => {
    await say(true);
    await ask('gone', { customer: '00000000-0000-4000-8000-00000000dead' });
    const nobody = '00000000-0000-4000-8000-000000000002';
    await person(nobody, null);
    await ask('no address', { customer: nobody });
    await sendDeliveries(ports());
    await suppressAddresses(server.store, SECRET, {
      ...{ workspaceId: 'main', channel: 'email', addresses: [' ADA@shop.example'], reason: 'imported', at: NOW },
    });
    await ask('suppressed');
    await sendDeliveries(ports());
    expect(await states()).toEqual([
      ['gone', 'skipped', 'gone'],
      ['no address', 'skipped', 'no_address'],
      ['suppressed', 'skipped', 'suppressed'],
    ]);
    expect(sink.taken).toEqual([]);
  });

  it('[SEND-3] holds what a channel with wrong credentials cannot send, and sends it once they are right', async () => {
    await say(true);
    await ask('one');
    expect(await sendDeliveries(ports('wrong'))).toBe(0);
    const greeted = sink.greeted();
    await ask('two');
    expect(await sendDeliveries(ports('wrong'))).toBe(0);
    // Left alone meanwhile.
    expect(sink.greeted()).toBe(greeted);
    expect((await states()).map(([, state]) => state)).toEqual(['queued', 'queued']);
    now.value += 60_000;
    expect(await sendDeliveries(ports())).toBe(2);
  });

  it('[SEND-1] does not send again what a mail server may have taken', async () => {
    await say(true);
    await ask('one');
    await server.store.query(`update deliveries set state = 'handing', claimed_until = $1`, [NOW + SEND_LEASE]);
    expect(await sendDeliveries(ports())).toBe(0);
    now.value += SEND_LEASE;
    expect(await sendDeliveries(ports())).toBe(0);
    expect(await states()).toEqual([['one', 'unsure', null]]);
    // A claim that lapsed before that is anybody's.
    await ask('two');
    await server.store.query(`update deliveries set state = 'sending', claimed_until = $1 where cause = 'two'`, [
      now.value - 1,
    ]);
    expect(await sendDeliveries(ports())).toBe(1);
  });

  it('[CONSENT-2] [CONSENT-3] [SEND-4] keeps the proof of what was said, and tells of the customer what happened', async () => {
    await say(true);
    await say(false, NOW - 1);
    const [said] = await consentsOf(server.store, 'main', ADA);
    expect(said).toEqual({
      ...{ channel: 'email', purpose: 'marketing', given: true, at: NOW },
      proof: { where: 'https://shop.example/account', text: 'Send me news', by: 'person' },
    });
    await ask('one');
    await sendDeliveries(ports());
    const told = (await server.log.read(0, 100)).flatMap(({ text }) => readInteractions(text));
    expect(told.map(({ event, outbound, userId }) => [event, outbound, userId])).toEqual([
      ['Consent Given', false, `u-${ADA}`],
      ['Consent Withdrawn', false, `u-${ADA}`],
      ['Email Sent', true, `u-${ADA}`],
    ]);
    expect(told[0]?.properties).toContain('Send me news');
  });

  it('[CONSENT-4] keeps suppressed addresses so that nobody reads them, each once', async () => {
    const suppress = () =>
      suppressAddresses(server.store, SECRET, {
        ...{ workspaceId: 'main', channel: 'email', addresses: ['a@x.example', 'A@x.example ', 'b@x.example'] },
        ...{ reason: 'imported', at: NOW },
      });
    expect([await suppress(), await suppress()]).toEqual([2, 0]);
    const rows = await server.store.query<{ address: Buffer }>('select address from suppressions');
    expect(rows.map(({ address }) => address.length)).toEqual([32, 32]);
  });

  it('[SEND-3] tries what cannot be made ready again later, and not for ever; the others go', async () => {
    await say(true);
    await ask('one');
    await ask('two');
    await server.store.query(`update deliveries set tries = 9 where cause = 'two'`);
    const broken = { ...ports(), templates: { of: () => Promise.reject(new Error('out of order')) } };
    expect(await sendDeliveries(broken)).toBe(0);
    expect(failures.splice(0).map(String)).toEqual(['Error: out of order', 'Error: out of order']);
    expect(await states()).toEqual([
      ['one', 'queued', null],
      ['two', 'failed', null],
    ]);
    now.value += 60_000;
    expect(await sendDeliveries(ports())).toBe(1);
  });
});
