import { historiesFrom, learnPurchases } from '@parcours/core';
import { describe, expect, it } from 'vitest';
import { learnOnThread } from './learnOnThread.js';

/** Many customers who buy a product, and the one after it some while later. */
const histories = historiesFrom(
  400,
  Array.from({ length: 4_000 }, (_, customer) =>
    Array.from(
      { length: 12 },
      (__, turn) => [(customer * 31 + turn * (1 + (customer % 5))) % 400, customer + turn * 5_000] as const,
    ),
  ),
);

describe('what foretells purchases best', () => {
  it('is learnt beside the thread that answers, which goes on meanwhile', { timeout: 120_000 }, async () => {
    const task = { histories, least: 20 };
    let ticks = 0;
    const clock = setInterval(() => ticks++, 5);
    try {
      const found = await learnOnThread(task);
      const beside = ticks;
      ticks = 0;
      const here = learnPurchases(task);
      expect([ticks, beside > 20]).toEqual([0, true]);
      expect(found).toEqual(here);
      expect(found.learnt?.method).not.toBe('popularity');
    } finally {
      clearInterval(clock);
    }
  });
});
