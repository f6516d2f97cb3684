import type { MailTrouble } from '@parcours/core';
import { DomainError, MailError, type Mailer } from '@parcours/engine';
import { createTransport } from 'nodemailer';

/** No attempt takes longer, so that a claim outlasts it. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
const CREDENTIALS = ['EAUTH', 'ENOAUTH', 'EOAUTH2'];
const UNREACHABLE = ['ECONNECTION', 'ETIMEDOUT', 'EDNS', 'ESOCKET', 'ETLS', 'ECONNREFUSED', 'EPROTOCOL'];

const troubleOf = (error: unknown): MailTrouble => {
  const code = String((error as { code?: unknown }).code ?? '');
  if (CREDENTIALS.includes(code)) return 'credentials';
  return UNREACHABLE.includes(code) ? 'unreachable' : 'refused';
};

/** What a mail server says for good of one message or its address (RFC 5321, 4.2.1), and not of who asks. */
const isFinal = (error: unknown): boolean => {
  const { code, responseCode = 0 } = error as { code?: unknown; responseCode?: number };
  return responseCode >= 500 && !CREDENTIALS.includes(String(code ?? ''));
};

/** The part of an address after its @, for Message-IDs. */
const hostOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'parcours.invalid';

const unset: Mailer = {
  from: null,
  send: async () => {
    throw new MailError('unconfigured', 'no mail server is set');
  },
};

/** @throws DomainError mail.url (400) for what is no address of a mail server; its words do not repeat it, as it holds the password */
const checked = (url: string): string => {
  if (URL.canParse(url) && ['smtp:', 'smtps:'].includes(new URL(url).protocol)) return url;
  const message = 'SMTP_URL is not the address of a mail server: write it as smtp://user:password@host:587.';
  throw new DomainError('mail.url', 400, message);
};

/** Sends by SMTP, one message at a time; what goes wrong is told without what the server was told. */
export const smtpMailer = ({ url, from }: { readonly url: string; readonly from: string }): Mailer => {
  const transport = createTransport({ url: checked(url), ...TIMEOUTS, logger: false });
  return {
    from,
    send: async ({ to, subject, html, text, id, date, unsubscribe }) => {
      const headers: Record<string, string> = unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {};
      const messageId = `<${id}@${hostOf(from)}>`;
      const mail = { from, to, subject, html, text, messageId, date: new Date(date), headers };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw new MailError(troubleOf(error), 'the mail server did not take the message', isFinal(error));
      });
    },
  };
};

/** The mailer of an installation: by what it is given, else by SMTP_URL and MAIL_FROM, else none. */
export const mailerFrom = (given: { readonly url: string; readonly from: string } | undefined): Mailer => {
  const url = given?.url ?? process.env['SMTP_URL'] ?? '';
  const from = given?.from ?? process.env['MAIL_FROM'] ?? '';
  return url === '' || from === '' ? unset : smtpMailer({ url, from });
};
