import { PassThrough } from 'node:stream';
import type { MailTrouble } from '@parcours/core';
import { DomainError, MailError, type Mailer, type MailFate } from '@parcours/engine';
import { createTransport } from 'nodemailer';

/** Well within the lease of a message that is being sent. Servers may take minutes to answer for a body (RFC 5321, 4.5.3.2.6). */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 300_000, dnsTimeout: 10_000 };
const AT_ONCE = 5;
/** Nothing is sent again but by whoever asked: only they know whether they still may. */
const POOL = { pool: true, maxConnections: AT_ONCE, maxMessages: 500, maxRequeues: 0 } as const;
const CREDENTIALS = ['EAUTH', 'ENOAUTH', 'EOAUTH2'];
const NOT_TAKEN = ['EENVELOPE', 'EMESSAGE'];

interface SmtpError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: number;
  readonly response?: unknown;
}

/** An address that does not exist (RFC 5321, 4.2.3; RFC 3463, 3.2), and not a policy of the server's. */
const isOfAddress = ({ command, responseCode = 0, response }: SmtpError): boolean => {
  if (command !== 'RCPT TO' || ![550, 551, 553].includes(responseCode)) return false;
  const enhanced = /^\d{3}[ -](\d)\.(\d{1,3})\.\d{1,3}/.exec(String(response ?? ''));
  return enhanced === null || (enhanced[1] === '5' && enhanced[2] === '1');
};

const fateOf = (error: SmtpError, wasHanded: boolean): MailFate => {
  const { code, command, responseCode } = error;
  if (!responseCode) return wasHanded ? 'unsure' : 'channel';
  // The sender was refused, or the server closes (421): nobody's message would be taken.
  if (!NOT_TAKEN.includes(String(code)) || command === 'MAIL FROM' || responseCode === 421) return 'channel';
  if (responseCode < 500) return 'later';
  return isOfAddress(error) ? 'address' : 'never';
};

const troubleOf = ({ code, responseCode }: SmtpError): MailTrouble => {
  if (CREDENTIALS.includes(String(code))) return 'credentials';
  return responseCode && responseCode !== 421 ? 'refused' : 'unreachable';
};

/** The part of an address after its @, for Message-IDs. */
const hostOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'parcours.invalid';

const unset: Mailer = {
  from: null,
  atOnce: 1,
  send: async () => {
    throw new MailError('unconfigured', 'no mail server is set');
  },
  close: () => undefined,
};

/** @throws DomainError mail.url (400) for what is no address of a mail server; its words do not repeat it, as it holds the password */
const checked = (url: string): string => {
  if (URL.canParse(url) && ['smtp:', 'smtps:'].includes(new URL(url).protocol)) return url;
  const message = 'SMTP_URL is not the address of a mail server: write it as smtp://user:password@host:587.';
  throw new DomainError('mail.url', 400, message);
};

/** Told once the whole of a message was handed over: from then on a server may have taken it. */
interface Handing {
  onHanded?: () => void;
}

/** Sends by SMTP over some connections kept open; what goes wrong is told without what the server was told. */
export const smtpMailer = ({ url, from }: { readonly url: string; readonly from: string }): Mailer => {
  const transport = createTransport({ url: checked(url), ...TIMEOUTS, ...POOL, logger: false });
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((input) => {
      const told = new PassThrough();
      input.on('error', (error) => told.destroy(error));
      told.on('end', () => (data as Handing).onHanded?.());
      return input.pipe(told);
    });
    done();
  });
  return {
    from,
    atOnce: AT_ONCE,
    send: async ({ to, subject, html, text, id, date, unsubscribe }) => {
      const headers: Record<string, string> = unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {};
      let wasHanded = false;
      const onHanded: Handing['onHanded'] = () => {
        wasHanded = true;
      };
      const messageId = `<${id}@${hostOf(from)}>`;
      const mail = { from, to, subject, html, text, messageId, date: new Date(date), headers, onHanded };
      await transport.sendMail(mail).catch((error: SmtpError) => {
        const words = 'the mail server did not take the message';
        throw new MailError(troubleOf(error), words, fateOf(error, wasHanded));
      });
    },
    close: () => transport.close(),
  };
};

/** The mailer of an installation: by what it is given, else by SMTP_URL and MAIL_FROM, else none. */
export const mailerFrom = (given: { readonly url: string; readonly from: string } | undefined): Mailer => {
  const url = given?.url ?? process.env['SMTP_URL'] ?? '';
  const from = given?.from ?? process.env['MAIL_FROM'] ?? '';
  return url === '' || from === '' ? unset : smtpMailer({ url, from });
};
