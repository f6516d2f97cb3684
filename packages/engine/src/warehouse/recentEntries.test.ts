import { expect, it } from 'vitest';
import type { LogEntry } from '../ports.js';
import { keepRecentEntries } from './recentEntries.js';

const entry = (id: number): LogEntry => ({ id, workspaceId: 'w', receivedAt: 0, imported: false, size: 10, text: '' });

/** A log of ten entries, which fails while `down`. */
const openLog = () => {
  const log = {
    down: false,
    reads: 0,
    read: async (after: number): Promise<LogEntry[]> => {
      log.reads++;
      if (log.down) throw new Error('connection lost');
      return after < 10 ? [entry(after + 1)] : [];
    },
  };
  return log;
};

it('reads a backlog a page ahead, every entry once and in order', async () => {
  const recent = keepRecentEntries(openLog());
  const ids: number[] = [];
  for (let page = await recent.read(0, 10); page.length > 0; page = await recent.read(ids.at(-1) as number, 10))
    ids.push(...page.map(({ id }) => id));
  expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('asks again after a page ahead failed', async () => {
  const log = openLog();
  const recent = keepRecentEntries(log);
  const first = recent.read(0, 10);
  log.down = true;
  await first;
  log.down = false;
  await expect(recent.read(1, 10)).rejects.toThrow('connection lost');
  expect(await recent.read(1, 10)).toEqual([entry(2)]);
});

it('answers from memory what was offered, and goes on from there', async () => {
  const log = openLog();
  const recent = keepRecentEntries(log);
  recent.offer([entry(1), entry(2)]);
  expect(await recent.read(0, 20)).toEqual([entry(1), entry(2)]);
  expect(log.reads).toBe(0);
  expect(await recent.read(2, 10)).toEqual([entry(3)]);
});
