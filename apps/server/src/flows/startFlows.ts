import { type Clock, runFlows } from '@parcours/engine';
import type { Stores } from '@parcours/stores';

interface Engaging {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
}

/** Runs flows until stopped. What they ask to be sent is kept with its cause, for whatever delivers it. */
export const startFlows = ({ stores: { operational, warehouse, log }, clock, onError }: Engaging) =>
  runFlows({ operational, warehouse, log, clock, request: async () => undefined, onError });
