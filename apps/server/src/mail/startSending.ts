import { type Clock, type Mailer, openTemplates, runDeliveries, runSubscriptions } from '@parcours/engine';
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

/** Sends what customers are to get, and what people subscribed to, until stopped. */
export const startSending = async ({ stores, clock, mailer, address, onError }: Sending) => {
  const { operational, warehouse, log } = stores;
  const secret = await loadSecret(operational, 'mail');
  const shared = { operational, clock, mailer, secret, base: () => address.base, onError };
  const deliveries = runDeliveries({ ...shared, log, templates: openTemplates() });
  const subscriptions = runSubscriptions({ ...shared, warehouse });
  return {
    stop: async (): Promise<void> => {
      await Promise.all([deliveries.stop(), subscriptions.stop()]);
      mailer.close();
    },
  };
};
