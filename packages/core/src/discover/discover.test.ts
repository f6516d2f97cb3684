import { describe, expect, it } from 'vitest';
import type { Bilingual } from '../lifecycle/schema.js';
import { describeRule } from '../rule/describe/describeRule.js';
import { ruleSchema } from '../rule/schema.js';
import type { Bound, Leaf } from '../statistics/cluster/splitTree.js';
import { AMOUNT_LABELS, type Apart, type Feature, PART_LABELS } from './feature.js';
import { describeGroup, nameGroup } from './nameGroup.js';
import { type Measure, ruleOfGroup } from './ruleOfGroup.js';
import { setApart, standardisedDifference } from './setApart.js';

const FEATURES: Feature[] = [
  { kind: 'amount', name: 'spent', label: AMOUNT_LABELS.spent },
  { kind: 'hour', name: 'evening', label: PART_LABELS.evening },
  { kind: 'event', name: 'Guide Read', label: { en: 'Guide read', fr: 'Guide lu' } },
  { kind: 'event', name: '', label: { en: 'All others', fr: 'Tout le reste' } },
  { kind: 'amount', name: 'orders', label: AMOUNT_LABELS.orders },
];
const apart = (feature: number, effect: number, inside = 0, outside = 0): Apart => ({
  ...{ feature, effect, inside, outside },
});

describe('[DISC-5] a group in words', () => {
  it('is named by the two features that set it apart most, of different subjects, in both languages', () => {
    const told = [apart(3, 3), apart(0, 1.4), apart(4, 1.2), apart(1, 0.9), apart(2, 0.2)];
    expect(nameGroup(FEATURES, told, [])).toEqual({
      en: 'Big spenders, in the evening',
      fr: 'Gros budgets, le soir',
    });
    expect(nameGroup(FEATURES, [apart(2, -1), apart(1, 0.5)], []).en).toBe('Little “Guide read”, in the evening');
    expect(nameGroup(FEATURES, [apart(1, 0.1)], []).fr).toBe('Comme la plupart');
  });

  it('takes no name twice', () => {
    const told = [apart(0, 1), apart(1, 0.9), apart(2, 0.8)];
    const taken: Bilingual[] = [];
    for (let one = 0; one < 5; one++) taken.push(nameGroup(FEATURES, told, taken));
    expect(new Set(taken.map(({ en }) => en)).size).toBe(5);
    expect(taken[1]?.en).toBe('Big spenders, in the evening, much “Guide read”');
  });

  it('is described with numbers, in the currency of the workspace', () => {
    const { en, fr } = describeGroup(FEATURES, [apart(0, 1.4, 320, 40), apart(1, 0.9, 0.62, 0.12)], 'EUR');
    expect(en).toBe(
      'Typically, with the others in brackets: spent €320 (€40), in the evening 62% of what they do (12%).',
    );
    expect(fr.replaceAll(/[\u00A0\u202F]/g, ' ')).toContain(
      'dépensé 320 € (40 €), le soir 62 % de ce qu’ils font (12 %)',
    );
    expect(describeGroup(FEATURES, [apart(0, 0.1)], 'EUR').en).toContain('differ little');
  });
});

describe('what sets a group apart', () => {
  it('standardised differences equal (m1 − m2) / s of R’s t.test with equal variances: t · √(1/n1 + 1/n2)', () => {
    // sleep of R's datasets: t = −1.8608 of two groups of ten.
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    expect(standardisedDifference(one, two)).toBeCloseTo(-1.8608134674868526 * Math.sqrt(0.2), 10);
    expect(standardisedDifference([1, 1], [1, 1])).toBe(0);
  });

  it('tells medians of amounts, means of shares, the clearest first', () => {
    const column = Float64Array.from([1, 2, 30, 0, 0, 0]);
    const share = Float64Array.from([0, 1, 0.5, 0.5, 1, 0]);
    const columns = [
      { middle: 'mean' as const, values: share, compared: share },
      { middle: 'median' as const, values: column, compared: column.map(Math.log1p) },
    ];
    const [first, second] = setApart(columns, Int32Array.from([1, 1, 1, 0, 0, 0]), 1);
    expect(first).toMatchObject({ feature: 1, inside: 2, outside: 0 });
    expect(second).toEqual({ feature: 0, inside: 0.5, outside: 0.5, effect: 0 });
  });
});

describe('[DISC-4] the rule of a group', () => {
  const where = [{ property: 'site', equals: 'shop' }];
  const measures: Measure[] = [
    { form: 'did', event: 'Order Completed', where },
    { form: 'sum', event: 'Order Completed', property: 'total', where: [] },
    { form: 'quiet' },
  ];
  const leaf = (...bounds: Bound[]): Leaf => ({ bounds, inside: 9, count: 10 });
  const bound = (measure: number, side: Bound['side'], value: number): Bound => ({ measure, side, value });

  it('is any of the ends, each all of its conditions, the tightest of each', () => {
    const rule = ruleOfGroup(
      measures,
      [
        leaf(bound(0, 'atLeast', 2), bound(0, 'atLeast', 4), bound(0, 'atMost', 9)),
        leaf(bound(1, 'atMost', 50), bound(2, 'atLeast', 30)),
      ],
      'P90D',
    );
    expect(rule).toEqual({
      any: [
        { did: { event: 'Order Completed', where, atLeast: 4, atMost: 9, within: 'P90D' } },
        {
          all: [
            { sum: { event: 'Order Completed', property: 'total', atMost: 50, within: 'P90D' } },
            { quiet: { for: 'P30D' } },
          ],
        },
      ],
    });
    expect(ruleSchema.safeParse(rule).success).toBe(true);
    expect(describeRule(rule as never, 'fr')).toContain('90 derniers jours');
  });

  it('says that somebody was active lately where a silence is shorter, and is none where nothing tells', () => {
    expect(ruleOfGroup(measures, [leaf(bound(2, 'atMost', 7))], 'P90D')).toEqual({ not: { quiet: { for: 'P7D' } } });
    expect(ruleOfGroup(measures, [leaf()], 'P90D')).toBeNull();
    expect(ruleOfGroup(measures, [], 'P90D')).toBeNull();
  });
});
