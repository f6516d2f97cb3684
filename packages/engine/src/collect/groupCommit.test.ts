import { expect, test } from 'vitest';
import { DomainError } from '../ports.js';
import { groupCommit } from './groupCommit.js';

const clock = { now: () => Date.now() };
const LIMITS = { maxBytes: 1000, maxItems: 100, groupBytes: 100 };

/** A writer whose writes end when the test says so. */
const held = () => {
  const groups: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const write = async (items: readonly number[]): Promise<number[]> => {
    groups.push(items);
    await new Promise<void>((end) => ends.push(end));
    return items.map((item) => item * 10);
  };
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { groups, write, end };
};

test('what arrives during a write goes into the next one, in order', async () => {
  const { groups, write, end } = held();
  const group = groupCommit<number, number>({ clock }, write, LIMITS);
  const results = [1, 2, 3].map((item) => group.add(item, 10));
  await new Promise(setImmediate);
  expect(groups).toEqual([[1]]);
  await end();
  expect(groups).toEqual([[1], [2, 3]]);
  await end();
  expect(await Promise.all(results)).toEqual([10, 20, 30]);
  expect(group.pending()).toEqual({ items: 0, bytes: 0 });
});

test('one write takes no more bytes than a group may, and always at least one item', async () => {
  const { groups, write, end } = held();
  const group = groupCommit<number, number>({ clock }, write, LIMITS);
  const results = [1, 2, 3, 4].map((item) => group.add(item, item === 4 ? 500 : 60));
  for (let round = 0; round < 4; round++) await end();
  await Promise.all(results);
  expect(groups).toEqual([[1], [2], [3], [4]]);
});

test('beyond the queue the answer is overloaded, with the time to come back; later there is room again', async () => {
  const { write, end } = held();
  const group = groupCommit<number, number>({ clock }, write, LIMITS);
  const taken = [group.add(1, 600), group.add(2, 400)];
  const refused = await group.add(3, 1).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DomainError);
  expect(refused).toMatchObject({ code: 'overloaded', status: 429, details: { retryAfter: expect.any(Number) } });
  for (let round = 0; round < 2; round++) await end();
  await Promise.all(taken);
  const later = group.add(4, 1);
  await end();
  expect(await later).toBe(40);
});

test('the number of items is bounded too', async () => {
  const { write, end } = held();
  const group = groupCommit<number, number>({ clock }, write, { ...LIMITS, maxItems: 2 });
  const taken = [group.add(1, 1), group.add(2, 1)];
  await expect(group.add(3, 1)).rejects.toMatchObject({ code: 'overloaded' });
  for (let round = 0; round < 2; round++) await end();
  await Promise.all(taken);
});

test('a write that fails fails those in it, and no one after', async () => {
  let calls = 0;
  const group = groupCommit<number, number>(
    { clock },
    async (items) => {
      calls++;
      if (calls === 1) throw new Error('disk');
      return [...items];
    },
    LIMITS,
  );
  const [first, second] = [group.add(1, 1), group.add(2, 1)];
  await expect(first).rejects.toThrow('disk');
  expect(await second).toBe(2);
  await group.idle();
  expect(group.pending()).toEqual({ items: 0, bytes: 0 });
});
