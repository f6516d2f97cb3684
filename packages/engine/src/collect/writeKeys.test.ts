import { expect, test } from 'vitest';
import { writeKeys } from './writeKeys.js';

const setUp = () => {
  const asked: string[] = [];
  const clock = { time: 0, now: () => clock.time };
  const known = new Map<string, { workspaceId: string; kind: 'write' | 'api' }>([
    ['w', { workspaceId: 'shop', kind: 'write' }],
    ['a', { workspaceId: 'shop', kind: 'api' }],
  ]);
  const identify = async (key: string) => {
    asked.push(key);
    return known.get(key) ?? null;
  };
  return { asked, clock, known, keys: writeKeys({ identify, clock }, { remember: 10_000, capacity: 3 }) };
};

test('a write key opens its workspace; an API key and an unknown one open nothing', async () => {
  const { keys } = setUp();
  expect([await keys.find('w'), await keys.find('a'), await keys.find('x'), await keys.find('')]).toEqual([
    'shop',
    null,
    null,
    null,
  ]);
  expect(await keys.find('x'.repeat(5000))).toBeNull();
});

test('answers are remembered for ten seconds, and asked for once at a time', async () => {
  const { keys, asked, clock, known } = setUp();
  await Promise.all([keys.find('w'), keys.find('w'), keys.find('w')]);
  await keys.find('w');
  expect(asked).toEqual(['w']);
  known.delete('w');
  clock.time = 9_999;
  expect(await keys.find('w')).toBe('shop');
  clock.time = 10_001;
  expect(await keys.find('w')).toBeNull();
});

test('guesses never push out a key that works', async () => {
  const { keys } = setUp();
  await keys.find('w');
  for (let guess = 0; guess < 100; guess++) await keys.find(`guess-${guess}`);
  expect(keys.recall('w')).toBe('shop');
  expect(keys.recall('guess-0')).toBeUndefined();
});

test('a failed look-up is not remembered', async () => {
  let fails = true;
  const identify = async () => {
    if (fails) throw new Error('down');
    return { workspaceId: 'shop', kind: 'write' as const };
  };
  const keys = writeKeys({ identify, clock: { now: () => 0 } });
  await expect(keys.find('w')).rejects.toThrow('down');
  fails = false;
  expect(await keys.find('w')).toBe('shop');
});
