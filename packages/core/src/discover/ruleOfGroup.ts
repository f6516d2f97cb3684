import type { Condition, Rule } from '../rule/schema.js';
import type { Bound, Leaf } from '../statistics/cluster/splitTree.js';

/** What a rule can ask of a person as a number. */
export type Measure =
  | { readonly form: 'did'; readonly event: string; readonly where: readonly Condition[] }
  | {
      readonly form: 'sum' | 'distinct';
      readonly event: string;
      readonly property: string;
      readonly where: readonly Condition[];
    }
  | { readonly form: 'quiet' };

type Bounds = { atLeast?: number; atMost?: number };

/** A condition on one measure within a time; a silence of at least so many days, or not. */
const leafOf = (measure: Measure, bounds: Bounds, within: string): Rule[] => {
  if (measure.form === 'quiet') {
    const quiet = (days: number): Rule => ({ quiet: { for: `P${days}D` } });
    return [
      ...(bounds.atLeast === undefined ? [] : [quiet(bounds.atLeast)]),
      ...(bounds.atMost === undefined ? [] : [{ not: quiet(bounds.atMost) }]),
    ];
  }
  const { form, where, ...asked } = measure;
  const told = { ...asked, ...(where.length === 0 ? {} : { where: [...where] }), ...bounds, within };
  return [{ [form]: told } as unknown as Rule];
};

const tighter = (bounds: Bounds, { side, value }: Bound): Bounds => {
  const known = bounds[side];
  if (known === undefined) return { ...bounds, [side]: value };
  return { ...bounds, [side]: side === 'atLeast' ? Math.max(known, value) : Math.min(known, value) };
};

const branchOf = (measures: readonly Measure[], { bounds }: Leaf, within: string): Rule | null => {
  const byMeasure = new Map<number, Bounds>();
  for (const bound of bounds) byMeasure.set(bound.measure, tighter(byMeasure.get(bound.measure) ?? {}, bound));
  const all = [...byMeasure].flatMap(([at, own]) => leafOf(measures[at] as Measure, own, within));
  const [only] = all;
  return all.length > 1 ? { all } : (only ?? null);
};

/** [DISC-4] The ends of a tree as a rule: any of them, each all of its conditions. Null where nothing tells the group apart. */
export const ruleOfGroup = (measures: readonly Measure[], leaves: readonly Leaf[], within: string): Rule | null => {
  const branches = leaves.map((leaf) => branchOf(measures, leaf, within));
  const any = branches.filter((branch) => branch !== null);
  const [only] = any;
  if (!only || any.length < branches.length) return null;
  return any.length > 1 ? { any } : only;
};
