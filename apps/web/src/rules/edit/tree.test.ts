import { type Rule, readRule } from '@parcours/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, depthAt, duplicate, groupOf, MODES, moveBy, moveTo, replaceAt, ruleAt, viewOf, wrap } from './tree.js';

const did = (event: string): Rule => ({ did: { event } });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(did) as [Rule, Rule, Rule, Rule];

const eventsOf = (rule: Rule | null): string[] => {
  if (!rule) return [];
  if ('all' in rule) return rule.all.flatMap(eventsOf);
  if ('any' in rule) return rule.any.flatMap(eventsOf);
  if ('not' in rule) return eventsOf(rule.not);
  return 'did' in rule ? [rule.did.event] : [];
};

const { tree } = fc.letrec<{ tree: Rule }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.string({ minLength: 1, maxLength: 3 }).map(did),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Rule => ({ any })),
    tie('tree').map((not): Rule => ({ not })),
  ),
}));

/** Every place in a list of a rule: where conditions and groups stand. */
const placesOf = (rule: Rule, path: (string | number)[] = []): (string | number)[][] => {
  if ('not' in rule) return placesOf(rule.not, [...path, 'not']);
  const key = 'all' in rule ? 'all' : 'any' in rule ? 'any' : null;
  const rules = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  return rules.flatMap((part, at) => [[...path, key as string, at], ...placesOf(part, [...path, key as string, at])]);
};

describe('editing the tree of a rule', () => {
  it('shows a group with its opposite as one of four ways to go together, and gives it back', () => {
    for (const mode of MODES) {
      expect(viewOf(groupOf(mode, [a, b]), [])).toMatchObject({ kind: 'group', mode, rules: [a, b] });
    }
    expect(viewOf({ not: { not: { not: a } } }, [])).toMatchObject({
      leaf: a,
      negated: true,
      path: ['not', 'not', 'not'],
    });
  });

  it('adds: the first, a second that makes a group, others at the end of a group', () => {
    expect(append(null, null, a)).toEqual({ rule: a, path: [] });
    expect(append(a, null, b)).toEqual({ rule: { all: [a, b] }, path: ['all', 1] });
    const nested: Rule = { all: [a, { not: { any: [b] } }] };
    expect(append(nested, ['all', 1, 'not', 'any'], c)).toEqual({
      rule: { all: [a, { not: { any: [b, c] } }] },
      path: ['all', 1, 'not', 'any', 1],
    });
  });

  it('takes out, and with the last of a group the group', () => {
    expect(replaceAt({ all: [a, { not: { any: [b] } }] }, ['all', 1, 'not', 'any', 0], null)).toEqual({ all: [a] });
    expect(replaceAt({ all: [a] }, ['all', 0], null)).toBeNull();
    expect(replaceAt(a, [], null)).toBeNull();
  });

  it('duplicates after itself; the only condition becomes a group of both', () => {
    expect(duplicate({ any: [a, b] }, ['any', 0])).toEqual({ rule: { any: [a, a, b] }, path: ['any', 1] });
    expect(duplicate(a, [])).toEqual({ rule: { all: [a, a] }, path: ['all', 1] });
  });

  it('moves up and down, out of a group at its edge, and stays at the edge of the whole', () => {
    const rule: Rule = { all: [a, { any: [b, c] }, d] };
    expect(moveBy(rule, ['all', 0], 1)).toEqual({ rule: { all: [{ any: [b, c] }, a, d] }, path: ['all', 1] });
    expect(moveBy(rule, ['all', 1, 'any', 0], -1)).toEqual({
      rule: { all: [a, b, { any: [c] }, d] },
      path: ['all', 1],
    });
    expect(moveBy(rule, ['all', 1, 'any', 1], 1)).toEqual({ rule: { all: [a, { any: [b] }, c, d] }, path: ['all', 2] });
    expect(moveBy(rule, ['all', 0], -1).rule).toBe(rule);
    expect(moveBy(rule, ['all', 2], 1).rule).toBe(rule);
  });

  it('drags into another group, and leaves none empty', () => {
    expect(moveTo({ all: [a, { any: [b] }] }, ['all', 1, 'any', 0], ['all'], 0)).toEqual({
      rule: { all: [b, a] },
      path: ['all', 0],
    });
    const rule: Rule = { all: [{ any: [a] }, b] };
    expect(moveTo(rule, ['all', 0], ['all', 0, 'any'], 1).rule).toBe(rule);
  });

  it('puts in a group of its own', () => {
    expect(wrap({ all: [a, b] }, ['all', 1])).toEqual({ rule: { all: [a, { any: [b] }] }, path: ['all', 1, 'any', 0] });
  });

  it('counts depth as the check of rules does', () => {
    const nest = (depth: number): Rule => (depth === 1 ? a : { all: [nest(depth - 1)] });
    const at = (depth: number): (string | number)[] => Array.from({ length: depth - 1 }, () => ['all', 0]).flat();
    expect(depthAt(at(8))).toBe(8);
    expect('ok' in readRule(nest(8))).toBe(true);
    expect('ok' in readRule(nest(9))).toBe(false);
  });

  it('neither loses nor makes a condition by moving, and says where it went', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), fc.nat(), (rule, pickFrom, pickList, pickIndex) => {
        const places = placesOf(rule);
        const from = places[pickFrom % Math.max(1, places.length)];
        const target = places[pickList % Math.max(1, places.length)];
        if (!from || !target) return;
        const moved = ruleAt(rule, from);
        const list = target.slice(0, -1);
        const edit = moveTo(rule, from, list, (target.at(-1) as number) + (pickIndex % 2));
        expect(eventsOf(edit.rule).toSorted()).toEqual(eventsOf(rule).toSorted());
        expect(edit.rule && ruleAt(edit.rule, edit.path)).toEqual(moved);
      }),
    );
  });
});
