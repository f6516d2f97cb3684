import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (secret: string, use: string, told: string): string =>
  createHmac('sha256', secret).update(`${use} ${told}`).digest('base64url');

/** What a link carries for one use: nobody can make one who does not hold the installation's secret. */
export const signed = (secret: string, use: string, what: unknown): string => {
  const told = Buffer.from(JSON.stringify(what)).toString('base64url');
  return `${told}.${sign(secret, use, told)}`;
};

/** What a link carries; null for one that was not made here for this use. */
export const readSigned = (secret: string, use: string, token: string): unknown => {
  const [told = '', signature = ''] = token.split('.');
  const [given, due] = [Buffer.from(signature), Buffer.from(sign(secret, use, told))];
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null;
  return JSON.parse(Buffer.from(told, 'base64url').toString()) as unknown;
};
