import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keepRecent } from './keepRecent.js';

describe('answers kept in memory', () => {
  const asking = (options?: { most: number; keepFor: number }) => {
    const recent = keepRecent<number>(options);
    let asked = 0;
    const ask = async (): Promise<number> => ++asked;
    return { recent, ask, times: () => asked };
  };

  it('are given to who asks the same, also while they are worked out', async () => {
    const { recent, ask, times } = asking();
    const same = await Promise.all([{ a: 1 }, { a: 1 }, { a: 1 }].map((question) => recent.get(question, ask)));
    expect([same, times()]).toEqual([[1, 1, 1], 1]);
    expect(await recent.get({ a: 2 }, ask)).toBe(2);
    expect(await recent.renew({ a: 1 }, ask)).toBe(3);
    expect(await recent.get({ a: 1 }, ask)).toBe(3);
  });

  it('leave when there are too many, when they are old, and when they failed', async () => {
    const { recent, ask } = asking({ most: 2, keepFor: 30 });
    for (const question of ['a', 'b', 'c']) await recent.get(question, ask);
    expect(await recent.get('c', ask)).toBe(3);
    expect(await recent.get('a', ask)).toBe(4);
    await later(60);
    expect(await recent.get('a', ask)).toBe(5);
    await expect(recent.get('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await recent.get('d', ask)).toBe(6);
  });
});
