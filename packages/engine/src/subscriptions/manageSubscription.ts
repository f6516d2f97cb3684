import { type MailTrouble, nextWeekly, STORY_WORDS, type Subscription, type SubscriptionView } from '@parcours/core';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { MailError, type Mailer } from './mailer.js';
import { mailHtml, mailPlain } from './mailText.js';
import {
  dropUnwanted,
  emailOf,
  releaseHeld,
  saveSubscription,
  selectState,
  selectSubscription,
  turnOff,
} from './subscriptions.sql.js';
import { readToken } from './unsubscribeLink.js';

/** Whose subscription; `person` is null for who has no account. */
export interface Subscriber {
  readonly workspaceId: string;
  readonly person: string | null;
}

const account = ({ person }: Subscriber): string => {
  if (person !== null) return person;
  const message = 'E-mail goes to the address of an account: sign in with yours to subscribe.';
  throw new DomainError('subscription.account', 409, message);
};

const addressOf = async (sql: Sql, subscriber: Subscriber): Promise<string> => {
  const [row] = await sql.query<{ email: string }>(emailOf, [subscriber.workspaceId, account(subscriber)]);
  if (row) return row.email;
  throw new DomainError('subscription.account', 409, 'Only those who belong to a workspace can subscribe to it.');
};

const iso = (time: number | null | undefined): string | null => (time ? new Date(time).toISOString() : null);

/** What somebody subscribed to, where it goes and when next, and what is held. */
export const viewSubscription = async (
  { sql, mailer, now }: { readonly sql: Sql; readonly mailer: Mailer; readonly now: number },
  subscriber: Subscriber,
): Promise<SubscriptionView> => {
  const { workspaceId, person } = subscriber;
  const { timezone } = await readWorkspace({ sql }, workspaceId);
  const none = {
    subscription: null,
    email: null,
    timezone,
    from: mailer.from,
    nextStory: null,
    lastSent: null,
    held: null,
  };
  if (person === null) return none;
  const [[row], [state], email] = await Promise.all([
    sql.query<Subscription & { since: number }>(selectSubscription, [workspaceId, person]),
    sql.query<{ sent: number | null; held: number; trouble: MailTrouble | null }>(selectState, [workspaceId, person]),
    addressOf(sql, subscriber),
  ]);
  if (!row) return { ...none, email };
  const { since: _, ...subscription } = row;
  const trouble = mailer.from === null ? 'unconfigured' : (state?.trouble ?? null);
  return {
    ...none,
    ...{ subscription, email, lastSent: iso(state?.sent) },
    nextStory: row.story ? iso(nextWeekly(now, timezone, row).at) : null,
    held: trouble && state && state.held > 0 ? { count: state.held, trouble } : null,
  };
};

/** Asks for e-mails, or for none. @throws DomainError subscription.account (409) */
export const changeSubscription = async (
  { operational, now }: { readonly operational: OperationalStore; readonly now: number },
  subscriber: Subscriber,
  { story, alerts, language, weekday, hour }: Subscription,
): Promise<void> =>
  operational.transaction(async (sql) => {
    await addressOf(sql, subscriber);
    const whose = [subscriber.workspaceId, account(subscriber)];
    await sql.query(saveSubscription, [...whose, story, alerts, language, weekday, hour, now]);
    await sql.query(dropUnwanted, whose);
  });

const WORDS: Readonly<Record<MailTrouble, readonly [409 | 422, string]>> = {
  unconfigured: [409, 'No mail server is set: whoever runs this installation sets SMTP_URL and MAIL_FROM.'],
  credentials: [422, 'The mail server refused the name or the password it was given: check SMTP_URL.'],
  unreachable: [422, 'The mail server could not be reached: check the host and the port of SMTP_URL.'],
  refused: [422, 'The mail server refused the message: check that it may send from MAIL_FROM.'],
};

/**
 * Sends a test to the address of an account, and what was held soon after.
 * @throws DomainError mail.unconfigured (409), mail.credentials, mail.unreachable, mail.refused (422), subscription.account (409)
 */
export const sendTest = async (
  {
    sql,
    mailer,
    now,
    base,
    id,
  }: { readonly sql: Sql; readonly mailer: Mailer; readonly now: number; readonly base: string; readonly id: string },
  subscriber: Subscriber,
  language: 'en' | 'fr',
): Promise<string> => {
  const to = await addressOf(sql, subscriber);
  const { name } = await readWorkspace({ sql }, subscriber.workspaceId);
  const words = STORY_WORDS[language].mail;
  const parts = {
    ...{ language, title: words.test, over: name, lines: [], note: words.testText(name), foot: null },
    open: { words: words.open, link: `${base}/?${new URLSearchParams({ workspace: subscriber.workspaceId })}` },
  };
  try {
    if (mailer.from === null) throw new MailError('unconfigured', '');
    const mail = { to, subject: words.test, html: mailHtml(parts), text: mailPlain(parts) };
    await mailer.send({ ...mail, id, date: now, unsubscribe: null });
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const [status, message] = WORDS[error.trouble];
    throw new DomainError(`mail.${error.trouble}`, status, message);
  }
  await sql.query(releaseHeld, [subscriber.workspaceId, now]);
  return to;
};

/** Ends the e-mails a signed link is about. @throws DomainError unsubscribe.invalid (400) */
export const unsubscribe = async (
  { operational, secret }: { readonly operational: OperationalStore; readonly secret: string },
  token: string,
) => {
  const told = readToken(secret, token);
  if (!told) {
    const message =
      'This link is not whole: open it from the e-mail again, or change your subscription on the home page.';
    throw new DomainError('unsubscribe.invalid', 400, message);
  }
  return operational.transaction(async (sql) => {
    await sql.query(turnOff, [told.workspace, told.person, told.kind]);
    await sql.query(dropUnwanted, [told.workspace, told.person]);
    const name = await readWorkspace({ sql }, told.workspace).then(
      (workspace) => workspace.name,
      () => '',
    );
    return { kind: told.kind, workspace: name };
  });
};
