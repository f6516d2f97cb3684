import { repeating } from '../repeating.js';
import { type MailPorts, sendDue } from './sendDue.js';

/** How often it is looked whether an e-mail is due, in ms. */
const LOOK_EVERY = 15_000;

/** Sends what people subscribed to until stopped; one that is being sent is sent to its end. */
export const runSubscriptions = (
  ports: MailPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } =>
  repeating(
    () => sendDue(ports),
    LOOK_EVERY,
    (error) => ports.onError('subscriptions', error),
  );
