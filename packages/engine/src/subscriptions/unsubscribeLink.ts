import { createHmac, timingSafeEqual } from 'node:crypto';
import { MAIL_KINDS, type MailKind } from '@parcours/core';
import { z } from 'zod';

/** Whose e-mails of which kind a link ends. */
export interface Unsubscribing {
  readonly workspace: string;
  readonly person: string;
  readonly kind: MailKind;
}
const read = z.tuple([z.string(), z.string(), z.enum(MAIL_KINDS)]);

const sign = (secret: string, told: string): string =>
  createHmac('sha256', secret).update(`unsubscribe ${told}`).digest('base64url');

/** What a link carries: nobody can make one who does not hold the installation's secret. */
export const unsubscribeToken = (secret: string, { workspace, person, kind }: Unsubscribing): string => {
  const told = Buffer.from(JSON.stringify([workspace, person, kind])).toString('base64url');
  return `${told}.${sign(secret, told)}`;
};

/** What a link ends; null for one that was not made here. */
export const readToken = (secret: string, token: string): Unsubscribing | null => {
  const [told = '', signature = ''] = token.split('.');
  const [given, due] = [Buffer.from(signature), Buffer.from(sign(secret, told))];
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null;
  const found = read.safeParse(JSON.parse(Buffer.from(told, 'base64url').toString()));
  if (!found.success) return null;
  const [workspace, person, kind] = found.data;
  return { workspace, person, kind };
};
