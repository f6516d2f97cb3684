import type { Bilingual, Leave, Model, Stage } from '../lifecycle/schema.js';
import { type DefinitionNames, noNames } from '../rule/describe/describeReference.js';
import { describeRule } from '../rule/describe/describeRule.js';
import type { Rule } from '../rule/schema.js';

/** A stage as a difference names it: as it is called after, or before where it is gone. */
export interface NamedStage {
  readonly id: string;
  readonly name: Bilingual;
}
/** A way down or round, its rule in words. */
export interface LeaveWords {
  readonly to: NamedStage;
  readonly cycle: boolean;
  readonly when: Bilingual;
}
interface Changed<T> {
  readonly before: T;
  readonly after: T;
}

/** One thing that two versions of a model do not have in common. Ranks count from 1. */
export type ModelDifference =
  | ({ readonly what: 'name' | 'description' } & Changed<Bilingual>)
  | ({ readonly what: 'persona' | 'per' } & Changed<string | null>)
  | {
      readonly what: 'stageAdded' | 'stageRemoved';
      readonly stage: NamedStage;
      readonly rank: number;
      readonly enter: Bilingual;
    }
  | ({ readonly what: 'stageMoved'; readonly stage: NamedStage } & Changed<number>)
  | ({ readonly what: 'stageRenamed' | 'objective' | 'enter'; readonly stage: NamedStage } & Changed<Bilingual>)
  | ({ readonly what: 'action'; readonly stage: NamedStage } & Changed<Stage['action']>)
  | { readonly what: 'leaveAdded' | 'leaveRemoved'; readonly stage: NamedStage; readonly leave: LeaveWords }
  | ({ readonly what: 'leave'; readonly stage: NamedStage } & Changed<LeaveWords>)
  | { readonly what: 'leaveOrder'; readonly stage: NamedStage };

/** The same whatever the order of keys: a stored version may have another. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
const same = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);

/** The fewest that moved, of ids in both: all but the longest run that kept its order. */
const movedOf = (before: readonly string[], after: readonly string[]): ReadonlySet<string> => {
  const kept = after.filter((id) => before.includes(id));
  const runs: string[][] = [];
  for (const [index, id] of kept.entries()) {
    const earlier = runs.filter((run, at) => at < index && before.indexOf(run.at(-1) ?? '') < before.indexOf(id));
    const longest = earlier.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, id]);
  }
  const still = new Set(runs.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []));
  return new Set(kept.filter((id) => !still.has(id)));
};

type Say = (rule: Rule) => Bilingual;

const leaveWords = (model: Model, { to, when, kind }: Leave, say: Say): LeaveWords => {
  const name = model.stages.find(({ id }) => id === to)?.name ?? { en: to, fr: to };
  return { to: { id: to, name }, cycle: kind === 'cycle', when: say(when) };
};

/** Which clause became which: those alike first, then those that lead to the same stage, one after the other. */
const pairLeaves = (before: readonly Leave[], after: readonly Leave[]) => {
  const pairs = new Map<Leave, Leave>();
  const taken = new Set<Leave>();
  const pair = (alike: (a: Leave, b: Leave) => boolean): void => {
    for (const own of after) {
      if (pairs.has(own)) continue;
      const found = before.find((one) => !taken.has(one) && alike(one, own));
      if (!found) continue;
      pairs.set(own, found);
      taken.add(found);
    }
  };
  pair(same);
  pair((a, b) => a.to === b.to && a.kind === b.kind);
  pair((a, b) => same(a.when, b.when));
  return { pairs, gone: before.filter((one) => !taken.has(one)) };
};

interface Both {
  readonly before: Model;
  readonly after: Model;
  readonly say: Say;
}

const compareLeaves = ({ before, after, say }: Both, old: Stage, stage: Stage): ModelDifference[] => {
  const { pairs, gone } = pairLeaves(old.leave, stage.leave);
  const differences: ModelDifference[] = gone.map((leave) => ({
    what: 'leaveRemoved',
    stage,
    leave: leaveWords(before, leave, say),
  }));
  for (const leave of stage.leave) {
    const was = pairs.get(leave);
    const told = leaveWords(after, leave, say);
    if (!was) differences.push({ what: 'leaveAdded', stage, leave: told });
    else if (!same(was, leave))
      differences.push({ what: 'leave', stage, before: leaveWords(before, was, say), after: told });
  }
  // The first clause that holds decides: the same clauses in another order are another rule.
  const places = stage.leave.flatMap((leave) => {
    const was = pairs.get(leave);
    return was ? [old.leave.indexOf(was)] : [];
  });
  const ordered = places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1));
  return ordered ? differences : [...differences, { what: 'leaveOrder', stage }];
};

const compareStage = (both: Both, old: Stage, stage: Stage): ModelDifference[] => {
  const { say } = both;
  const differences: ModelDifference[] = [];
  if (!same(old.name, stage.name))
    differences.push({ what: 'stageRenamed', stage, before: old.name, after: stage.name });
  if (!same(old.objective, stage.objective))
    differences.push({ what: 'objective', stage, before: old.objective, after: stage.objective });
  if (old.action !== stage.action) differences.push({ what: 'action', stage, before: old.action, after: stage.action });
  if (!same(old.enter, stage.enter))
    differences.push({ what: 'enter', stage, before: say(old.enter), after: say(stage.enter) });
  return [...differences, ...compareLeaves(both, old, stage)];
};

const compareStages = (both: Both): ModelDifference[] => {
  const { before, after, say } = both;
  const idsOf = ({ stages }: Model) => stages.map(({ id }) => id);
  const [was, is] = [idsOf(before), idsOf(after)];
  const moved = movedOf(was, is);
  const removed = before.stages.flatMap((stage, at): ModelDifference[] =>
    is.includes(stage.id) ? [] : [{ what: 'stageRemoved', stage, rank: at + 1, enter: say(stage.enter) }],
  );
  const others = after.stages.flatMap((stage, at): ModelDifference[] => {
    const old = before.stages.find(({ id }) => id === stage.id);
    if (!old) return [{ what: 'stageAdded', stage, rank: at + 1, enter: say(stage.enter) }];
    const move = { what: 'stageMoved', stage, before: was.indexOf(stage.id) + 1, after: at + 1 } as const;
    return [...(moved.has(stage.id) ? [move] : []), ...compareStage(both, old, stage)];
  });
  return [...removed, ...others];
};

const brief = (difference: ModelDifference): ModelDifference =>
  'stage' in difference
    ? { ...difference, stage: { id: difference.stage.id, name: difference.stage.name } }
    : difference;

/**
 * What changed from one version of a model to another, in the order a person reads it: the model itself, the stages
 * that are gone, then each stage of the later one. Rules come in words; `names` says what definitions are called.
 */
export const compareModels = (before: Model, after: Model, names: DefinitionNames = noNames): ModelDifference[] => {
  const say: Say = (rule) => ({ en: describeRule(rule, 'en', {}, names), fr: describeRule(rule, 'fr', {}, names) });
  const texts = (['name', 'description'] as const).flatMap((what): ModelDifference[] =>
    same(before[what], after[what]) ? [] : [{ what, before: before[what], after: after[what] }],
  );
  const bounds = (['persona', 'per'] as const).flatMap((what): ModelDifference[] =>
    before[what] === after[what] ? [] : [{ what, before: before[what] ?? null, after: after[what] ?? null }],
  );
  return [...texts, ...bounds, ...compareStages({ before, after, say })].map(brief);
};
