import { z } from 'zod';
import { bilingualSchema } from '../lifecycle/schema.js';

/** Where a message goes. */
export const MESSAGE_CHANNELS = ['email'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/**
 * Why a purpose may be written about: because the customer said yes, because a contract with them asks for it, or because we
 * have an interest that weighs more than theirs, until they say no.
 */
export const LEGAL_BASES = ['consent', 'contract', 'interest'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What a message is for, and on which legal basis. */
export const purposeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/),
  name: bilingualSchema,
  basis: z.enum(LEGAL_BASES),
});
export type Purpose = Readonly<z.infer<typeof purposeSchema>>;

/** The purposes every workspace begins with. */
export const PURPOSES: readonly Purpose[] = [
  { id: 'marketing', name: { en: 'News and offers', fr: 'Actualités et offres' }, basis: 'consent' },
  { id: 'service', name: { en: 'Orders and service', fr: 'Commandes et service' }, basis: 'contract' },
];

/**
 * [CONSENT-1] Whether a purpose allows a message, by what the customer said last of it; null when they never did. A purpose
 * nobody knows allows nothing.
 */
export const allows = (purpose: Purpose | undefined, said: boolean | null): boolean => {
  if (!purpose) return false;
  if (purpose.basis === 'contract') return true;
  return purpose.basis === 'consent' ? said === true : said !== false;
};
