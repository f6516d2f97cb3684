import { createHash } from 'node:crypto';
import {
  type DeliveryAsked,
  type Mailer,
  openTemplates,
  requestDelivery,
  type SendPorts,
  sayConsent,
} from '@parcours/engine';
import { loadSecret } from '../accounts/secret.js';
import { smtpMailer } from '../mail/smtpMailer.js';
import { mailSink } from './mailSink.js';
import { NOW, readServer } from './readServer.js';
import { askAs, signedIn } from './signIn.js';

export const FROM = 'Shop <shop@shop.example>';

/** The customer a user of the workspace `main` is, by the id of their only identifier. */
export const idOf = (user: string): string =>
  createHash('md5')
    .update(`main\nuser\n${user}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export const welcome = (text = 'Good day.') => ({
  ...{ id: 'welcome', channel: 'email', name: { en: 'Welcome', fr: 'Bienvenue' }, action: 'interest' },
  ...{ stages: [], personas: [] },
  variants: { en: { subject: 'Hello', preheader: '', body: { kind: 'blocks', blocks: [{ kind: 'text', text }] } } },
});

/** A server, a mail server, the customer `ada` with an address, and a content to send them. */
export const sendingServer = async () => {
  const now = { value: NOW };
  const clock = { now: () => now.value };
  const sink = await mailSink();
  const server = await readServer({ clock });
  const secret = await loadSecret(server.store, 'mail');
  const failures: unknown[] = [];
  const mailers: Mailer[] = [];
  const mailer = (password?: string): Mailer => {
    const made = smtpMailer({ url: sink.url(password), from: FROM });
    mailers.push(made);
    return made;
  };
  const ports = (password?: string): SendPorts => ({
    ...{ operational: server.store, log: server.log, clock, secret, templates: openTemplates() },
    mailer: mailer(password),
    base: () => 'https://parcours.example',
    onError: (_, error) => failures.push(error),
  });
  const person = async (user: string, email: string | null) => {
    await server.store.query(
      `insert into profiles (workspace_id, profile_id, kind, value, customer_id) values ('main', $1, 'user', $2, $1)`,
      [idOf(user), user],
    );
    await server.store.query(
      `insert into customers (workspace_id, customer_id, email, traits, first_seen, last_seen, interactions)
       values ('main', $1, $2, '{}', 1, 1, 1)`,
      [idOf(user), email],
    );
  };
  const say = (given: boolean, at = NOW) =>
    sayConsent(ports(), {
      ...{ workspaceId: 'main', who: { kind: 'user', value: 'ada' }, channel: 'email', purpose: 'marketing' },
      ...{ given, at, proof: { where: 'https://shop.example/account', text: 'Send me news', by: 'person' } },
    });
  const asked = (cause: string, over: Partial<DeliveryAsked> = {}): DeliveryAsked => ({
    ...{ workspace: 'main', cause, customer: idOf('ada'), content: 'welcome', channel: 'email', purpose: 'marketing' },
    ...{ at: now.value, origin: { kind: 'broadcast', id: 'b' }, ...over },
  });
  const ask = (cause: string, over: Partial<DeliveryAsked> = {}) =>
    requestDelivery(server.store, asked(cause, over), now.value);
  const states = async () =>
    (
      await server.store.query<{ cause: string; state: string; reason: string | null }>(
        'select cause, state, reason from deliveries order by cause',
      )
    ).map(({ cause, state, reason }) => [cause, state, reason]);
  const editor = askAs(server, (await signedIn(server, 'editor', { main: 'editor' })).cookie);
  const stop = async () => {
    for (const one of mailers) one.close();
    await sink.stop();
    await server.stop();
  };
  await person('ada', 'ada@shop.example');
  await editor('PUT', '/api/contents/welcome', welcome());
  const acts = { person, say, asked, ask, states, ports, mailer, editor, stop };
  return { now, sink, server, secret, failures, ...acts };
};
export type SendingServer = Awaited<ReturnType<typeof sendingServer>>;
