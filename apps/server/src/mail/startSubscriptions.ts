import { type Clock, type Mailer, runSubscriptions } from '@parcours/engine';
import type { Stores } from '@parcours/stores';
import { loadSecret } from '../accounts/secret.js';

interface Sending {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** Where people reach this installation. */
  readonly address: { readonly base: string };
  readonly onError: (where: string, error: unknown) => void;
}

/** Sends what people subscribed to, until stopped. */
export const startSubscriptions = async ({ stores, clock, mailer, address, onError }: Sending) => {
  const secret = await loadSecret(stores.operational, 'mail');
  const { operational, warehouse } = stores;
  return runSubscriptions({ operational, warehouse, clock, mailer, secret, base: () => address.base, onError });
};
