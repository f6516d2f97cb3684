import { MAIL_KINDS, type MailKind } from '@parcours/core';
import { z } from 'zod';
import { readSigned, signed } from '../signed.js';

/** Whose e-mails of which kind a link ends. */
export interface Unsubscribing {
  readonly workspace: string;
  readonly person: string;
  readonly kind: MailKind;
}
const read = z.tuple([z.string(), z.string(), z.enum(MAIL_KINDS)]);

/** What links of this use are signed for. */
const USE = 'unsubscribe';

/** What a link carries: nobody can make one who does not hold the installation's secret. */
export const unsubscribeToken = (secret: string, { workspace, person, kind }: Unsubscribing): string =>
  signed(secret, USE, [workspace, person, kind]);

/** What a link ends; null for one that was not made here. */
export const readToken = (secret: string, token: string): Unsubscribing | null => {
  const found = read.safeParse(readSigned(secret, USE, token));
  if (!found.success) return null;
  const [workspace, person, kind] = found.data;
  return { workspace, person, kind };
};
