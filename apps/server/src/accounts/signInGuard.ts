import { DomainError } from '@parcours/engine';

const WINDOW = 5 * 60_000;
/** Attempts per window from one address, and for one account from one address. */
const PER_ADDRESS = 30;
const PER_ACCOUNT = 8;
const MOST_TRACKED = 20_000;

export interface SignInGuard {
  /** Counts an attempt. @throws DomainError session.tooMany (429) */
  attempt(address: string, email: string, now: number): void;
  /** Forgets the attempts on an account once it signed in. */
  succeeded(address: string, email: string): void;
}

/** Slows down guessing of passwords. Kept in memory: a restart forgets, which costs an attacker more than it gives. */
export const createSignInGuard = (): SignInGuard => {
  const counts = new Map<string, { count: number; until: number }>();
  const forgetOld = (now: number) => {
    for (const [key, { until }] of counts) if (until <= now) counts.delete(key);
    // Still full: the oldest go, so that memory stays bounded.
    for (const key of counts.keys()) {
      if (counts.size < MOST_TRACKED) break;
      counts.delete(key);
    }
  };
  const count = (key: string, most: number, now: number) => {
    const known = counts.get(key);
    const current = known && known.until > now ? known : { count: 0, until: now + WINDOW };
    current.count++;
    if (counts.size >= MOST_TRACKED) forgetOld(now);
    counts.set(key, current);
    if (current.count > most) {
      const retryAfter = Math.ceil((current.until - now) / 1000);
      throw new DomainError('session.tooMany', 429, 'Too many attempts to sign in. Wait a few minutes.', {
        retryAfter,
      });
    }
  };
  const accountKey = (address: string, email: string) => `${address}\n${email.toLowerCase()}`;
  return {
    attempt: (address, email, now) => {
      count(address, PER_ADDRESS, now);
      count(accountKey(address, email), PER_ACCOUNT, now);
    },
    succeeded: (address, email) => void counts.delete(accountKey(address, email)),
  };
};
