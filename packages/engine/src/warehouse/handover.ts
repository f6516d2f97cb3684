import type { RowBatch } from '../ports.js';
import type { Outbox } from '../situate/rows.js';

/** The interactions of the log after one entry and up to another, without repeats, in the warehouse's own form. */
export interface Stretch {
  readonly after: number;
  readonly to: number;
  readonly rows: RowBatch;
}

/** What situate has just committed, so that what goes to the warehouse need not be read back; anything may be missing. */
export interface Handover {
  giveOutbox(id: number, outbox: Outbox): void;
  /** Hands one over, once; undefined when it is only in the store. */
  takeOutbox(id: number): Outbox | undefined;
  /** What is no longer in the store, as it was read from there. */
  forgetOutboxesBefore(id: number): void;
  /** Stretches come in order; a gap is read from the log. */
  giveStretch(stretch: Stretch): void;
  /** The first stretch that begins at a log position or later; those before it are let go. */
  stretchFrom(position: number): Stretch | undefined;
}

const MOST_MOVEMENTS = 600_000;
const MOST_BYTES = 400 * 1024 * 1024;

export const openHandover = (): Handover => {
  const outboxes = new Map<number, Outbox>();
  let movements = 0;
  let stretches: Stretch[] = [];
  const takeOutbox = (id: number): Outbox | undefined => {
    const outbox = outboxes.get(id);
    if (outbox) movements -= outbox.movements.length;
    outboxes.delete(id);
    return outbox;
  };
  return {
    giveOutbox: (id, outbox) => {
      if (movements + outbox.movements.length > MOST_MOVEMENTS) return;
      outboxes.set(id, outbox);
      movements += outbox.movements.length;
    },
    takeOutbox,
    forgetOutboxesBefore: (id) => {
      for (const held of outboxes.keys()) if (held < id) takeOutbox(held);
    },
    giveStretch: (stretch) => {
      const held = stretches.reduce((sum, { rows }) => sum + rows.bytes, 0);
      if (held + stretch.rows.bytes <= MOST_BYTES) stretches.push(stretch);
    },
    stretchFrom: (position) => {
      stretches = stretches.filter(({ after }) => after >= position);
      return stretches[0];
    },
  };
};
