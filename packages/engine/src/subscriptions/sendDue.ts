import { createHmac } from 'node:crypto';
import { lastDaily, lastWeekly, type MailKind } from '@parcours/core';
import type { Clock, OperationalStore, Warehouse } from '../ports.js';
import { DomainError } from '../ports.js';
import { MAIL_LEASE, MailError, type Mailer } from './mailer.js';
import { mailHtml, mailPlain } from './mailText.js';
import { claim, dropOld, foundSince, noteDropped, noteHeld, noteSent, plan, selectAll } from './subscriptions.sql.js';
import { unsubscribeToken } from './unsubscribeLink.js';
import { type MailAsked, writeMail } from './writeMail.js';

export interface MailPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** What links and ids are signed with. */
  readonly secret: string;
  /** The address of this installation, without a slash at its end. */
  readonly base: () => string;
}

interface Subscribed {
  readonly workspace: string;
  readonly person: string;
  readonly timezone: string;
  readonly story: boolean;
  readonly alerts: boolean;
  readonly weekday: number;
  readonly hour: number;
  readonly since: number;
}
interface Claimed extends Omit<MailAsked, 'base' | 'stop'> {
  readonly person: string;
  readonly kind: MailKind;
  readonly email: string;
  readonly tries: number;
}

const DAY = 86_400_000;
export const LEASE = MAIL_LEASE;
/** After how long what failed is tried again. */
const WAITS = [60_000, 5 * 60_000, 15 * 60_000, 3_600_000];
/** What could not be sent for so many days is about the past. */
const KEPT_DAYS = 28;
/** Days back that alerts are looked for, should nothing have run meanwhile. */
const DAYS_BACK = 7;

/** [MAIL-2] Writes down what has become due, each once, whoever else does so too. */
export const planDue = async ({ operational: sql, clock }: Pick<MailPorts, 'operational' | 'clock'>): Promise<void> => {
  const now = clock.now();
  for (const { workspace, person, timezone, story, alerts, weekday, hour, since } of await sql.query<Subscribed>(
    selectAll,
  )) {
    const weekly = lastWeekly(now, timezone, { weekday, hour });
    if (story && weekly.at > since) await sql.query(plan, [workspace, person, 'story', weekly.day, weekly.at]);
    if (!alerts) continue;
    const dues = lastDaily(now, timezone, hour, DAYS_BACK + 1);
    const oldest = dues.at(-1)?.at ?? now;
    const found = await sql.query<{ found_at: number }>(foundSince, [workspace, Math.max(since, oldest)]);
    for (const [at, due] of dues.slice(0, -1).entries()) {
      const before = dues[at + 1]?.at ?? 0;
      if (found.some(({ found_at }) => found_at > before && found_at <= due.at))
        await sql.query(plan, [workspace, person, 'alerts', due.day, due.at]);
    }
  }
  await sql.query(dropOld, [new Date(now - KEPT_DAYS * DAY).toISOString().slice(0, 10)]);
};

/** The same for the same e-mail, and no other: mail servers and readers keep one of those that have the same. */
const messageId = (secret: string, { workspace, person, kind, period }: Claimed): string =>
  createHmac('sha256', secret)
    .update(`message ${JSON.stringify([workspace, person, kind, period])}`)
    .digest('hex')
    .slice(0, 40);

const attempt = async (ports: MailPorts, claimed: Claimed): Promise<'sent' | 'nothing'> => {
  const { operational: sql, warehouse, clock, mailer, secret } = ports;
  const { workspace, person, kind, period } = claimed;
  const base = ports.base();
  const token = unsubscribeToken(secret, { workspace, person, kind });
  const asked = { ...claimed, base, stop: `${base}/unsubscribe#${token}` };
  const written = await writeMail({ sql, warehouse, clock }, asked);
  if (!written) return 'nothing';
  await mailer.send({
    to: claimed.email,
    subject: written.subject,
    html: mailHtml(written.parts),
    text: mailPlain(written.parts),
    id: messageId(secret, claimed),
    date:
      lastDaily(clock.now(), claimed.timezone, claimed.hour, KEPT_DAYS + 2).find(({ day }) => day === period)?.at ??
      clock.now(),
    unsubscribe: `${base}/api/unsubscribe?token=${token}`,
  });
  return 'sent';
};

/**
 * [MAIL-2] Sends what is due, one after the other, each claimed before it is sent. Nothing is claimed while no mail server is set.
 * @returns how many were sent
 */
export const sendDue = async (ports: MailPorts): Promise<number> => {
  const { operational: sql, clock, mailer } = ports;
  await planDue(ports);
  let sent = 0;
  while (mailer.from !== null) {
    const now = clock.now();
    const [claimed] = await sql.query<Claimed>(claim, [now, now + LEASE]);
    if (!claimed) return sent;
    const which = [claimed.workspace, claimed.person, claimed.kind, claimed.period];
    try {
      const done = await attempt(ports, claimed);
      await sql.query(done === 'sent' ? noteSent : noteDropped, done === 'sent' ? [...which, clock.now()] : which);
      sent += done === 'sent' ? 1 : 0;
    } catch (error) {
      const wait = WAITS[Math.min(claimed.tries, WAITS.length) - 1] as number;
      const trouble = error instanceof MailError ? error.trouble : 'refused';
      await sql.query(noteHeld, [...which, now + wait, trouble]);
      if (!(error instanceof MailError || error instanceof DomainError)) throw error;
    }
  }
  return sent;
};
