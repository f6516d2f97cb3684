import { beforeAll, describe, expect, it } from 'vitest';
import { adjustedRand } from './agreement.js';
import type { Family } from './behaviour.js';
import { type Chance, seededChance } from './chance.js';
import { discoverGroups, type GroupsFound, type GroupsTask, regroup } from './discoverGroups.js';

/** How often each part comes among so many draws. */
const drawn = (times: number, shares: readonly number[], chance: Chance): number[] => {
  const counts = shares.map(() => 0);
  for (let one = 0; one < times; one++) {
    let left = chance();
    const part = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    counts[Math.max(0, part)] = (counts[Math.max(0, part)] as number) + 1;
  }
  return counts;
};
const columnsOf = (rows: readonly (readonly number[])[]): Float64Array[] =>
  (rows[0] ?? []).map((_, column) => Float64Array.from(rows, (row) => row[column] as number));

interface Kind {
  readonly mix: readonly number[];
  readonly hours: readonly number[];
  readonly spends: number;
}
const taskOf = (people: readonly Kind[], seed: number, groups: number | null = null): GroupsTask => {
  const chance = seededChance(seed);
  const rows = people.map(({ mix, hours, spends }) => {
    const times = 5 + Math.floor(chance() * 30);
    return {
      ...{ events: drawn(times, mix, chance), hours: drawn(times, hours, chance) },
      amounts: [times, Math.exp(chance() + chance()) * spends, Math.floor(chance() * 60)],
    };
  });
  const families: Family[] = [
    { kind: 'amounts', values: columnsOf(rows.map(({ amounts }) => amounts)) },
    { kind: 'mix', counts: columnsOf(rows.map(({ events }) => events)) },
    { kind: 'mix', counts: columnsOf(rows.map(({ hours }) => hours)) },
  ];
  const measures = columnsOf(rows.map(({ events }) => events)).map((values) => ({
    values,
    cuts: Array.from({ length: 20 }, (_, at) => ({ atLeast: at + 1, atMost: at })),
  }));
  return { families, held: people.map(() => chance() < 0.3), measures, groups };
};

const KINDS: Kind[] = [
  { mix: [0.8, 0.1, 0.05, 0.05], hours: [0.1, 0.7, 0.2], spends: 5 },
  { mix: [0.1, 0.8, 0.05, 0.05], hours: [0.7, 0.2, 0.1], spends: 60 },
  { mix: [0.05, 0.05, 0.45, 0.45], hours: [0.1, 0.2, 0.7], spends: 15 },
];
const SAME: Kind = { mix: [0.4, 0.3, 0.2, 0.1], hours: [0.3, 0.4, 0.3], spends: 20 };
const planted = Array.from({ length: 420 }, (_, at) => (at % 7 < 3 ? 0 : at % 7 < 5 ? 1 : 2));
const kindOf = (at: number): Kind => KINDS[planted[at] as number] as Kind;
const PLANTED = planted.map((_, at) => kindOf(at));

describe('groups discovered', { timeout: 30_000 }, () => {
  const task = taskOf(PLANTED, 3);
  let found: GroupsFound;
  beforeAll(() => {
    found = discoverGroups(task);
  }, 30_000);

  it('[DISC-2] [DISC-3] three planted groups are found, and are stable', () => {
    expect([found.none, found.apart]).toEqual([null, 'separate']);
    expect(found.groups).toHaveLength(3);
    expect(adjustedRand(planted, found.labels)).toBeGreaterThan(0.95);
    for (const { stability } of found.groups) expect(stability).toBeGreaterThan(0.9);
    const sizes = [0, 1, 2].map((group) => found.labels.filter((label) => label === group).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('[DISC-4] the conditions of each tell it from the others, also of those not learnt from', () => {
    const { groups, labels } = found;
    for (const [group, { leaves }] of groups.entries()) {
      const holds = (at: number): boolean =>
        leaves.some(({ bounds }) =>
          bounds.every(({ measure, side, value }) => {
            const own = task.measures[measure]?.values[at] as number;
            return side === 'atLeast' ? own >= value : own <= value;
          }),
        );
      const held = task.held.flatMap((one, at) => (one ? [at] : []));
      const right = held.filter((at) => holds(at) === (labels[at] === group)).length;
      expect(right / held.length).toBeGreaterThan(0.85);
    }
  });

  it('says the same again, also of the groups alone', () => {
    expect(discoverGroups(task).labels).toEqual(found.labels);
    expect(regroup(task, 3)).toEqual(found.labels);
  });

  it.each([1, 6, 14])('[DISC-3] of people who are all alike, it tells no groups (%i)', (seed) => {
    const alike = Array.from({ length: 240 }, () => SAME);
    const told = discoverGroups(taskOf(alike, seed));
    expect(told.none).not.toBeNull();
    expect(told.groups).toEqual([]);
  });

  it('[DISC-3] chance alone makes none: of 20 workspaces of people who are all alike, at most one seems to have some', () => {
    const seeming = Array.from({ length: 20 }, (_, at) => {
      const alike = Array.from({ length: 150 }, () => SAME);
      return discoverGroups(taskOf(alike, 100 + at, 3)).groups.length;
    }).filter((groups) => groups > 0);
    expect(seeming.length).toBeLessThanOrEqual(1);
  });

  it('[DISC-3] people who all did the same, one person, and nobody are no groups', () => {
    for (const people of [120, 1, 0]) {
      const all = { length: people };
      const families: Family[] = [{ kind: 'amounts', values: [Float64Array.from(all, () => 3)] }];
      const told = discoverGroups({ families, held: Array.from(all, () => false), measures: [], groups: null });
      expect([people, told.none, told.groups]).toEqual([people, 'small', []]);
    }
  });

  it('[DISC-3] of one cloud of amounts, far longer than wide, it tells no groups', () => {
    const chance = seededChance(9);
    const rows = Array.from({ length: 300 }, () => {
      const active = Math.exp((chance() + chance() + chance() + chance() - 2) * 1.5 + 4);
      return [active, active * Math.exp(chance() - 0.5), active * Math.exp(chance() - 0.5)];
    });
    const families: Family[] = [{ kind: 'amounts', values: columnsOf(rows) }];
    const told = discoverGroups({ families, held: rows.map((_, at) => at % 4 === 0), measures: [], groups: null });
    expect(told.none).not.toBeNull();
  });

  it('[DISC-2] makes as many as asked for, but none too small', () => {
    expect(discoverGroups(taskOf(PLANTED, 3, 2)).tried.map(({ groups }) => groups)).toEqual([2]);
    const few = taskOf(PLANTED.slice(0, 30), 3, 8);
    expect(discoverGroups(few).none).toBe('small');
  });
});
