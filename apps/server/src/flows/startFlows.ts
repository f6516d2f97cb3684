import { type Clock, requestDelivery, runFlows } from '@parcours/engine';
import type { Stores } from '@parcours/stores';

interface Engaging {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
}

/** Runs flows until stopped. What they ask to be sent is kept with its cause; whoever has the role "deliver" sends it. */
export const startFlows = ({ stores: { operational, warehouse, log }, clock, onError }: Engaging) =>
  runFlows({
    ...{ operational, warehouse, log, clock, onError },
    request: (sql, message) => requestDelivery(sql, message, clock.now()),
  });
