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
  /** Resolves once the mail server has taken it. @throws MailError */
  send(mail: Mail): Promise<void>;
}

/** Why an e-mail could not be sent now; `message` is for a person, and holds no secret. */
export class MailError extends Error {
  constructor(
    readonly trouble: MailTrouble,
    message: string,
    /** Whether trying again would be answered the same. */
    readonly isFinal = false,
  ) {
    super(message);
    this.name = 'MailError';
  }
}
