import { createHmac } from 'node:crypto';
import { allows, holdFor, type MessageChannel, nextTry, PURPOSES, type Skip } from '@parcours/core';
import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { lastSaidOf } from '../consents/sayConsent.js';
import { isAddressSuppressed, suppressAddresses } from '../consents/suppressions.js';
import { renderMessage } from '../contents/index.js';
import type { Templates } from '../contents/templates.js';
import { type Clock, DomainError, type Log, type OperationalStore } from '../ports.js';
import { signed } from '../signed.js';
import { type Mail, MailError, type Mailer } from '../subscriptions/mailer.js';
import * as text from './deliveries.sql.js';

export interface SendPorts {
  readonly operational: OperationalStore;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly templates: Templates;
  /** What links and ids are signed with. */
  readonly secret: string;
  /** The address of this installation, without a slash at its end. */
  readonly base: () => string;
  readonly onError: (where: string, error: unknown) => void;
}

interface Claimed {
  readonly workspace: string;
  readonly id: string;
  readonly cause: string;
  readonly customer: string;
  readonly purpose: string;
  readonly content: string;
  readonly tries: number;
  readonly asked: number;
  readonly origin: 'flow' | 'broadcast';
  readonly origin_id: string;
  readonly node: string | null;
}
interface Recipient {
  readonly email: string | null;
  readonly kind: Identifier['kind'] | null;
  readonly value: string | null;
}
type Ready = { readonly mail: Mail; readonly who: Identifier } | { readonly skip: Skip };

const CHANNEL: MessageChannel = 'email';
/** Longer than any attempt takes: after it, a claim is whoever's who comes. */
export const SEND_LEASE = 120_000;
const AT_ONCE = 20;
/** What was asked for so long ago is about the past, in ms. */
const TOO_LATE = 3 * 86_400_000;
export const UNSUBSCRIBE = 'unsubscribe message';

/** The same for the same cause, and for no other [SEND-1]. */
const messageId = (secret: string, { workspace, cause }: Claimed): string =>
  createHmac('sha256', secret)
    .update(`delivery ${JSON.stringify([workspace, cause])}`)
    .digest('hex')
    .slice(0, 40);

/** [SEND-2] Whether it may be sent, asked at the moment it is; and as it would leave. */
const prepare = async (ports: SendPorts, one: Claimed): Promise<Ready> => {
  const { operational: sql, clock, secret, templates } = ports;
  const { workspace, customer, purpose: wanted, content } = one;
  if (clock.now() - one.asked > TOO_LATE) return { skip: 'late' };
  const [recipient] = await sql.query<Recipient>(text.recipientOf, [workspace, customer]);
  if (!recipient?.kind || recipient.value === null) return { skip: 'gone' };
  if (!recipient.email) return { skip: 'no_address' };
  const purpose = PURPOSES.find(({ id }) => id === wanted);
  const said = await lastSaidOf(sql, { workspaceId: workspace, customer, channel: CHANNEL, purpose: wanted });
  if (!allows(purpose, said)) return { skip: 'consent' };
  const address = { workspaceId: workspace, channel: CHANNEL, address: recipient.email };
  if (await isAddressSuppressed(sql, secret, address)) return { skip: 'suppressed' };
  const who = { kind: recipient.kind, value: recipient.value };
  const token = signed(secret, UNSUBSCRIBE, [workspace, one.id, who.kind, who.value, wanted]);
  const page = `${ports.base()}/preferences#${token}`;
  const asked = { workspace, content, customer, links: { unsubscribe: page, preferences: page } };
  const rendered = await renderMessage({ sql, clock, templates }, asked).catch((error: unknown) => {
    if (error instanceof DomainError && error.status === 404) return null;
    throw error;
  });
  if (rendered === null) return { skip: 'content_gone' };
  if ('problem' in rendered) return { skip: 'unfilled' };
  const mail = {
    ...{ to: recipient.email, subject: rendered.subject, html: rendered.html, text: rendered.text },
    ...{ id: messageId(secret, one), date: one.asked },
    unsubscribe: purpose?.basis === 'contract' ? null : `${ports.base()}/api/messages/unsubscribe?token=${token}`,
  };
  return { mail, who };
};

const end = (
  { operational, clock }: SendPorts,
  { workspace, id }: Claimed,
  state: 'failed' | 'skipped',
  reason: string | null,
  trouble: string | null = null,
): Promise<unknown> => operational.query(text.noteEnded, [workspace, id, state, reason, trouble, clock.now()]);

const noteSent = ({ operational, log, clock }: SendPorts, one: Claimed, who: Identifier): Promise<void> =>
  operational.transaction(async (sql) => {
    const { workspace, id, content, purpose, origin, origin_id, node } = one;
    const at = clock.now();
    await sql.query(text.noteEnded, [workspace, id, 'sent', null, null, at]);
    await sql.query(text.freeChannel, [CHANNEL]);
    const properties = { delivery: id, content, purpose, origin, origin_id, ...(node === null ? {} : { node }) };
    await tellOfCustomer(log, sql, { workspace, who, id: `delivery:${id}:sent`, event: 'Email Sent', at, properties });
  });

/** [SEND-3] What the channel could not do now waits; what the address will never take ends, and the address with it. */
const noteTrouble = async (ports: SendPorts, one: Claimed, to: string, error: MailError): Promise<void> => {
  const { operational: sql, clock, secret } = ports;
  const { workspace, id, tries } = one;
  const now = clock.now();
  if (error.trouble !== 'refused') {
    const [held] = await sql.query<{ failures: number }>(text.failuresOf, [CHANNEL]);
    const until = now + holdFor((held?.failures ?? 0) + 1);
    await sql.query(text.holdChannel, [CHANNEL, now + holdFor(1), error.trouble, until, now]);
    await sql.query(text.noteWaiting, [workspace, id, now, error.trouble, 1]);
    return;
  }
  const again = error.isFinal ? null : nextTry(tries, now);
  if (again !== null) {
    await sql.query(text.noteWaiting, [workspace, id, again, error.trouble, 0]);
    return;
  }
  await end(ports, one, 'failed', null, error.trouble);
  const bounced = { workspaceId: workspace, channel: CHANNEL, addresses: [to], reason: 'bounced' as const, at: now };
  if (error.isFinal) await suppressAddresses(sql, secret, bounced);
};

/** What could not be made ready, for a reason nobody foresaw, is told, and tried again later, but not for ever. */
const prepareOrWait = async (ports: SendPorts, one: Claimed): Promise<Ready | null> => {
  try {
    return await prepare(ports, one);
  } catch (error) {
    const again = nextTry(one.tries, ports.clock.now());
    if (again === null) await end(ports, one, 'failed', null, 'error');
    else await ports.operational.query(text.noteWaiting, [one.workspace, one.id, again, 'error', 0]);
    ports.onError('deliveries', error);
    return null;
  }
};

const deliver = async (ports: SendPorts, one: Claimed): Promise<boolean> => {
  const { operational: sql, clock, mailer } = ports;
  const ready = await prepareOrWait(ports, one);
  if (ready === null) return false;
  if ('skip' in ready) {
    await end(ports, one, 'skipped', ready.skip);
    return false;
  }
  const now = clock.now();
  const mine = await sql.query(text.noteHanding, [one.workspace, one.id, now + SEND_LEASE, now]);
  if (mine.length === 0) return false;
  try {
    await mailer.send(ready.mail);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await noteTrouble(ports, one, ready.mail.to, error);
    return false;
  }
  await noteSent(ports, one, ready.who);
  return true;
};

/**
 * [SEND-1] Sends what is due: claimed, checked, said to be handed over, handed over, said to be sent. Whoever is killed in
 * between leaves a claim that lapses; what a mail server may have taken by then is "unsure", and not sent twice.
 * @returns how many were sent
 */
export const sendDeliveries = async (ports: SendPorts, isStopping: () => boolean = () => false): Promise<number> => {
  const { operational: sql, clock, mailer } = ports;
  await sql.query(text.noteUnsure, [clock.now()]);
  let sent = 0;
  while (mailer.from !== null && !isStopping()) {
    const now = clock.now();
    const claimed = await sql.query<Claimed>(text.claimDue, [now, now + SEND_LEASE, CHANNEL, AT_ONCE]);
    if (claimed.length === 0) break;
    const ended = await Promise.all(claimed.map((one) => deliver(ports, one)));
    sent += ended.filter(Boolean).length;
  }
  return sent;
};
