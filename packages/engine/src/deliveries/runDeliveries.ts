import { repeating } from '../repeating.js';
import type { SendPorts } from './delivery.js';
import { sendDeliveries } from './sendDeliveries.js';

/** How often it is looked whether a message is due, in ms. */
const LOOK_EVERY = 250;
/** So long may what is being sent take to end, once asked to stop, in ms. */
const PATIENCE = 10_000;

/** Sends messages until stopped; one that is being sent is sent to its end, unless that takes too long. */
export const runDeliveries = (ports: SendPorts): { stop(): Promise<void> } => {
  let stopping = false;
  const loop = repeating(
    () => sendDeliveries(ports, () => stopping),
    LOOK_EVERY,
    (error) => ports.onError('deliveries', error),
  );
  return {
    stop: async () => {
      stopping = true;
      const patience = setTimeout(() => ports.mailer.close(), PATIENCE);
      await loop.stop();
      clearTimeout(patience);
    },
  };
};
