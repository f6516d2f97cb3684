import { readInteractions } from '@parcours/core';
import {
  consentsOf,
  holdCustomer,
  openTemplates,
  requestDelivery,
  requestErasure,
  SEND_LEASE,
  sendDeliveries,
  suppressAddresses,
} from '@parcours/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smtpMailer } from '../mail/smtpMailer.js';
import { headerOf } from '../testing/mailSink.js';
import { NOW } from '../testing/readServer.js';
import { FROM, idOf, type SendingServer, sendingServer } from '../testing/sending.js';

const ADA = idOf('ada');
let at: SendingServer;
let { sink, server, now, ports, person, say, ask, asked, states, mailer, secret } = {} as SendingServer;

beforeEach(async () => {
  at = await sendingServer();
  ({ sink, server, now, ports, person, say, ask, asked, states, mailer, secret } = at);
});
afterEach(async () => {
  expect(at.failures.splice(0)).toEqual([]);
  await at.stop();
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
    const nobody = idOf('nobody');
    await person('nobody', null);
    await ask('no address', { customer: nobody });
    await sendDeliveries(ports());
    await suppressAddresses(server.store, secret, {
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
      ['Consent Given', false, 'ada'],
      ['Consent Withdrawn', false, 'ada'],
      ['Email Sent', true, 'ada'],
    ]);
    expect(told[0]?.properties).toContain('Send me news');
  });

  it('[CONSENT-4] keeps suppressed addresses so that nobody reads them, each once', async () => {
    const suppress = () =>
      suppressAddresses(server.store, secret, {
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
    expect(at.failures.splice(0).map(String)).toEqual(['Error: out of order', 'Error: out of order']);
    expect(await states()).toEqual([
      ['one', 'queued', null],
      ['two', 'failed', null],
    ]);
    now.value += 60_000;
    expect(await sendDeliveries(ports())).toBe(1);
  });

  it('[SEND-1] does not send again what was handed over and never answered', async () => {
    await say(true);
    await ask('one');
    sink.behaviour.hang = 'drop';
    expect(await sendDeliveries(ports())).toBe(0);
    expect(sink.taken).toHaveLength(1);
    expect(await states()).toEqual([['one', 'unsure', null]]);
    sink.behaviour.hang = 'never';
    now.value += 86_400_000;
    expect(await sendDeliveries(ports())).toBe(0);
    expect(sink.taken).toHaveLength(1);
    // What was not handed over is sent by the next who comes.
    await ask('two');
    const url = 'smtp://parcours:secret%201@127.0.0.1:1';
    const unreachable = smtpMailer({ url, from: FROM });
    expect(await sendDeliveries({ ...ports(), mailer: unreachable })).toBe(0);
    now.value += 60_000;
    expect(await sendDeliveries(ports())).toBe(1);
  });

  it.each([
    ['550 5.1.1 nobody here', 'failed', 1],
    ['553 bad mailbox', 'failed', 1],
    ['550 5.7.1 you may not relay', 'failed', 0],
    ['554 no', 'failed', 0],
    ['451 4.7.1 come back later', 'queued', 0],
  ])('[SEND-3] suppresses an address that does not exist, and no other: %s', async (answer, state, suppressed) => {
    await say(true);
    sink.behaviour.refuses = { ada: answer };
    await ask('one');
    expect(await sendDeliveries(ports())).toBe(0);
    expect((await states())[0]?.[1]).toBe(state);
    expect(await server.store.query('select 1 from suppressions')).toHaveLength(suppressed);
    expect(await server.store.query('select 1 from channels_held')).toEqual([]);
  });

  it('[SEND-3] a message refused for good is not tried again, and its address stays', async () => {
    await say(true);
    sink.behaviour.answers = '554 5.6.0 too odd';
    await ask('one');
    await sendDeliveries(ports());
    expect(await states()).toEqual([['one', 'failed', null]]);
    expect(await server.store.query('select 1 from suppressions')).toEqual([]);
    sink.behaviour.answers = '421 closing';
    await ask('two');
    await sendDeliveries(ports());
    expect(await server.store.query('select 1 from channels_held')).toHaveLength(1);
    expect((await states())[1]?.[1]).toBe('queued');
  });

  it('[SEND-1] whoever lost a claim changes nothing of it', async () => {
    await say(true);
    await ask('one');
    const slow = { ...mailer(), send: async () => undefined };
    const between = {
      ...ports(),
      mailer: slow,
      // While it is made ready, the claim lapses and somebody else sends it.
      templates: {
        of: async (...asked: Parameters<ReturnType<typeof openTemplates>['of']>) => {
          now.value += SEND_LEASE + 1;
          expect(await sendDeliveries(ports())).toBe(1);
          return openTemplates().of(...asked);
        },
      },
    };
    expect(await sendDeliveries(between)).toBe(0);
    expect(await states()).toEqual([['one', 'sent', null]]);
    expect(sink.taken).toHaveLength(1);
  });

  it('[SEND-2] asks again as it hands over: what was withdrawn while it was made ready is not sent', async () => {
    await say(true);
    await ask('one');
    const templates = {
      of: async (...asked: Parameters<ReturnType<typeof openTemplates>['of']>) => {
        await say(false, NOW + 1);
        return openTemplates().of(...asked);
      },
    };
    expect(await sendDeliveries({ ...ports(), templates })).toBe(0);
    expect(await states()).toEqual([['one', 'skipped', 'consent']]);
    expect(sink.taken).toEqual([]);
  });

  it('[SEND-2] sends nothing to who is on hold, or is being erased, or whose time is past', async () => {
    await say(true);
    await holdCustomer(server.store, { workspaceId: 'main', customer: ADA, by: 'Ada', why: 'a dispute', at: NOW });
    await ask('a held');
    await sendDeliveries(ports());
    await server.store.query('delete from contact_holds');
    await ask('b late');
    now.value += 4 * 86_400_000;
    await sendDeliveries(ports());
    await requestErasure({ operational: server.store }, 'main', 'ada');
    await ask('c erased');
    await sendDeliveries(ports());
    expect(await states()).toEqual([
      ['a held', 'skipped', 'on_hold'],
      ['b late', 'skipped', 'late'],
      ['c erased', 'skipped', 'gone'],
    ]);
    expect(sink.taken).toEqual([]);
  });

  it('counts lateness from the instant it was asked for', async () => {
    await say(true);
    const at = NOW + 10 * 86_400_000;
    await requestDelivery(server.store, { ...asked('one'), at }, NOW);
    expect(await sendDeliveries(ports())).toBe(0);
    now.value = at;
    expect(await sendDeliveries(ports())).toBe(1);
    expect(Date.parse(headerOf(sink.taken[0] as string, 'date'))).toBe(Math.floor(at / 1000) * 1000);
  });
});
