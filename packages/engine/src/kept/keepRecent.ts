import { createHash } from 'node:crypto';

/** Answers kept in memory for a while, so that what is asked about one just given need not work it out again. */
export interface Recent<Answer> {
  /** The answer to this question: the one kept, the one being worked out, or else what `ask` gives. */
  get(question: unknown, ask: () => Promise<Answer>): Promise<Answer>;
  /** Works it out anew, and keeps that. */
  renew(question: unknown, ask: () => Promise<Answer>): Promise<Answer>;
}

/** Answers kept at most, and for how long, in ms. */
const USUAL = { most: 8, keepFor: 10 * 60_000 };

/** Keeps the newest answers; what failed is not kept. Questions are told apart by what JSON writes of them. */
export const keepRecent = <Answer>({ most, keepFor } = USUAL): Recent<Answer> => {
  const kept = new Map<string, Promise<Answer>>();
  const keyOf = (question: unknown): string => createHash('sha256').update(JSON.stringify(question)).digest('base64');
  const drop = (key: string, answer: Promise<Answer>): void => {
    if (kept.get(key) === answer) kept.delete(key);
  };
  const keep = (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const answer = ask();
    kept.delete(key);
    kept.set(key, answer);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest);
    answer.catch(() => drop(key, answer));
    setTimeout(() => drop(key, answer), keepFor).unref();
    return answer;
  };
  return {
    get: (question, ask) => {
      const key = keyOf(question);
      return kept.get(key) ?? keep(key, ask);
    },
    renew: (question, ask) => keep(keyOf(question), ask),
  };
};
