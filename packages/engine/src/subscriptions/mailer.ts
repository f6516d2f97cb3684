import type { MailTrouble } from '@parcours/core';

/** An e-mail as it leaves: the same each time it is tried. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Its Message-ID, without the brackets and the part after the @: who gets it twice by an accident keeps it once. */
  readonly id: string;
  /** Its Date, in ms. */
  readonly date: number;
  /** Where one click ends it; null for one that was asked for. */
  readonly unsubscribe: string | null;
}

/** What sends e-mail. */
export interface Mailer {
  /** The address it comes from; null while none is set. */
  readonly from: string | null;
  /** How many it sends at the same time. */
  readonly atOnce: number;
  /** Resolves once the mail server has taken it. @throws MailError */
  send(mail: Mail): Promise<void>;
  /** Ends its connections; what is being sent fails. */
  close(): void;
}

/**
 * What becomes of an e-mail that was not taken: "channel": nothing could be sent now; "later": not this one, for now; "never":
 * not this one; "address": nothing to this address; "unsure": all of it was handed over, and no answer came.
 */
export type MailFate = 'channel' | 'later' | 'never' | 'address' | 'unsure';

/** Why an e-mail could not be sent now; `message` is for a person, and holds no secret. */
export class MailError extends Error {
  constructor(
    readonly trouble: MailTrouble,
    message: string,
    readonly fate: MailFate = 'channel',
  ) {
    super(message);
    this.name = 'MailError';
  }
}

/** Longer than sending one e-mail takes, in ms: after it, whoever sent it has ended. */
export const MAIL_LEASE = 360_000;
