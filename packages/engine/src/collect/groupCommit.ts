import { type Clock, DomainError } from '../ports.js';

export interface GroupLimits {
  /** Bytes and items that may wait or be on their way; beyond either, callers are refused. */
  readonly maxBytes: number;
  readonly maxItems: number;
  /** Bytes written at once, so that one write stays short under load. */
  readonly groupBytes: number;
}

/** Gathers what arrives while a write is on its way into the next write. */
export interface GroupCommit<Item, Result> {
  /**
   * Resolves once the item is written.
   * @throws DomainError overloaded (429, details.retryAfter in seconds), and whatever the write throws
   */
  add(item: Item, bytes: number): Promise<Result>;
  /** @throws DomainError overloaded (429) when an item of this size would be refused now */
  assertRoom(bytes: number): void;
  /** What has been taken in and is not written yet. */
  pending(): { readonly items: number; readonly bytes: number };
  /** Resolves when nothing is pending. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_RETRY_AFTER = 30;

const takeGroup = <W extends { readonly bytes: number }>(waiting: W[], limit: number): W[] => {
  let bytes = 0;
  let count = 0;
  while (count < waiting.length && (count === 0 || bytes + (waiting[count]?.bytes ?? 0) <= limit)) {
    bytes += waiting[count]?.bytes ?? 0;
    count++;
  }
  return waiting.splice(0, count);
};

/**
 * One write at a time, of everything that gathered meanwhile: groups grow with load, so that the cost per item falls
 * when it matters, and an idle system writes at once. `write` answers one result per item, in order.
 */
export const groupCommit = <Item, Result>(
  { clock }: { readonly clock: Clock },
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: GroupLimits,
): GroupCommit<Item, Result> => {
  const waiting: Waiting<Item, Result>[] = [];
  const idlers: (() => void)[] = [];
  let bytes = 0;
  let items = 0;
  let running = false;
  /** Bytes per millisecond of the last writes, to say when to come back. */
  let pace = 0;

  const assertRoom = (more: number): void => {
    if (items < limits.maxItems && (bytes + more <= limits.maxBytes || items === 0)) return;
    const seconds = pace > 0 ? Math.ceil(bytes / pace / 1000) : 1;
    const retryAfter = Math.min(MAX_RETRY_AFTER, Math.max(1, seconds));
    throw new DomainError('overloaded', 429, `More arrives than can be written; try again in ${retryAfter} s.`, {
      retryAfter,
    });
  };

  const writeGroup = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    const size = group.reduce((sum, one) => sum + one.bytes, 0);
    const started = clock.now();
    try {
      const results = await write(group.map((one) => one.item));
      const rate = size / Math.max(1, clock.now() - started);
      pace = pace === 0 ? rate : 0.8 * pace + 0.2 * rate;
      group.forEach((one, place) => one.resolve(results[place] as Result));
    } catch (error) {
      for (const one of group) one.reject(error);
    } finally {
      bytes -= size;
      items -= group.length;
    }
  };

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await writeGroup(takeGroup(waiting, limits.groupBytes));
    running = false;
    for (const wake of idlers.splice(0)) wake();
  };

  return {
    assertRoom,
    add: async (item, size) => {
      assertRoom(size);
      bytes += size;
      items += 1;
      const written = new Promise<Result>((resolve, reject) => waiting.push({ item, bytes: size, resolve, reject }));
      if (!running) void run();
      return written;
    },
    pending: () => ({ items, bytes }),
    idle: async () => {
      if (running) await new Promise<void>((wake) => idlers.push(wake));
    },
  };
};
