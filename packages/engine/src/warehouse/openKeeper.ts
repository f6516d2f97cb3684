import type { Log, OperationalStore, Warehouse } from '../ports.js';
import type { Handover } from './handover.js';
import { openInteractionWriter } from './writeInteractions.js';
import { writeMovements } from './writeMovements.js';

export interface KeeperPorts {
  readonly log: Pick<Log, 'read'>;
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly handover: Handover;
}

/** The warehouse reader: brings what situate has committed into the analytical store. */
export interface Keeper {
  /** The last log entry the warehouse holds. */
  position(): number;
  /** Writes some of what was committed up to a position; false when there was nothing to write. */
  step(committed: number): Promise<boolean>;
  /** Resolves when everything up to a position, and every movement, is in the warehouse. */
  catchUp(position: number): Promise<void>;
}

export const openKeeper = async (ports: KeeperPorts): Promise<Keeper> => {
  const writer = await openInteractionWriter(ports);
  let last: Promise<unknown> = Promise.resolve();

  /** The loop's own steps and those somebody waits for follow each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    position: writer.position,
    step: (committed) =>
      inTurn(async () => {
        const wrote = await writer.step(committed);
        return (await writeMovements(ports)) || wrote;
      }),
    catchUp: (position) =>
      inTurn(async () => {
        while (await writer.step(position)) {}
        while (await writeMovements(ports)) {}
      }),
  };
};
