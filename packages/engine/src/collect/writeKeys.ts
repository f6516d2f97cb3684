import type { KeyKind } from '../keys/key.js';
import type { Clock } from '../ports.js';

export interface WriteKeys {
  /** The workspace a write key sends to; null when it is not a write key. */
  find(key: string): Promise<string | null>;
  /** The same from memory alone; undefined when it would have to be looked up. */
  recall(key: string): string | null | undefined;
}

export interface WriteKeysDeps {
  readonly identify: (key: string) => Promise<{ readonly workspaceId: string; readonly kind: KeyKind } | null>;
  readonly clock: Clock;
}

export interface WriteKeysLimits {
  /** Milliseconds an answer is remembered: a deleted key works that much longer. */
  readonly remember: number;
  /** Keys remembered, of each sort: guesses never push out keys that work. */
  readonly capacity: number;
}

const MAX_KEY_LENGTH = 256;

interface Remembered {
  readonly workspaceId: string | null;
  readonly until: number;
}

/** Looks write keys up, remembering the answers for ten seconds, since every request brings one. */
export const writeKeys = (
  { identify, clock }: WriteKeysDeps,
  { remember, capacity }: WriteKeysLimits = { remember: 10_000, capacity: 2_000 },
): WriteKeys => {
  const good = new Map<string, Remembered>();
  const bad = new Map<string, Remembered>();
  const asking = new Map<string, Promise<string | null>>();

  const keep = (key: string, workspaceId: string | null): void => {
    const memory = workspaceId === null ? bad : good;
    (workspaceId === null ? good : bad).delete(key);
    memory.delete(key);
    if (memory.size >= capacity) memory.delete(memory.keys().next().value as string);
    memory.set(key, { workspaceId, until: clock.now() + remember });
  };

  const ask = async (key: string): Promise<string | null> => {
    try {
      const found = await identify(key);
      const workspaceId = found?.kind === 'write' ? found.workspaceId : null;
      keep(key, workspaceId);
      return workspaceId;
    } finally {
      asking.delete(key);
    }
  };

  const recall = (key: string): string | null | undefined => {
    if (key === '' || key.length > MAX_KEY_LENGTH) return null;
    const remembered = good.get(key) ?? bad.get(key);
    return remembered && remembered.until > clock.now() ? remembered.workspaceId : undefined;
  };

  return {
    recall,
    find: async (key) => {
      const known = recall(key);
      if (known !== undefined) return known;
      const pending = asking.get(key) ?? ask(key);
      asking.set(key, pending);
      return pending;
    },
  };
};
