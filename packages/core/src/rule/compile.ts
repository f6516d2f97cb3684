import type { Json } from '../interaction/interaction.js';
import { compileComparison } from './condition.js';
import type { Leaf, Moment } from './leaf.js';
import { compileDid, compileDistinct } from './leaves/count.js';
import { compileAverage, compileSum } from './leaves/number.js';
import { compileFirst, compileLast } from './leaves/pick.js';
import { compileSequence } from './leaves/sequence.js';
import { compileQuiet } from './leaves/silence.js';
import { allSet, type Marks, marksOf, someSet } from './marks.js';
import { type Condition, isReference, type ReferenceRule, type Rule } from './schema.js';
import { compileWindow } from './window.js';

/** Whether a condition that no floor empties holds, and since when [STAGE-3]. */
export interface Since {
  readonly holds: boolean;
  readonly since: number;
}
export interface TraitState extends Since {
  readonly value: Json | undefined;
}

/** What a compiled rule is asked about: its leaves' states, the customer's traits, the moment. */
export interface Evidence extends Moment {
  readonly leaves: readonly unknown[];
  readonly marks: Marks;
  readonly traits: readonly TraitState[];
  readonly references: readonly Since[];
}

export interface CompiledRule {
  readonly holds: (evidence: Evidence) => boolean;
  readonly events: ReadonlySet<string>;
  readonly readsTraits: boolean;
}

export interface TraitLeaf {
  readonly name: string;
  readonly test: (value: Json | undefined) => boolean;
}

/** Where a rule's leaves are put while a model compiles. */
export interface Collector {
  /** Registers a leaf and returns its index. */
  leaf(leaf: Leaf<never>): number;
  /** Registers the question whether an event was ever done and returns its mark. */
  mark(event: string): number;
  trait(trait: TraitLeaf): number;
  /** Registers a question about another definition and returns its index. */
  reference(rule: ReferenceRule): number;
  /** Says that a property path of an event is read. */
  need(event: string, path: string): void;
}

interface Compiling {
  readonly collect: Collector;
  readonly zone: string;
  readonly events: Set<string>;
  readsTraits: boolean;
}

type Holds = CompiledRule['holds'];

const needWhere = (to: Compiling, event: string, where: readonly Condition[] | undefined): void => {
  for (const condition of where ?? []) to.collect.need(event, condition.property);
};

const leafHolds = (to: Compiling, leaf: Leaf<never>): Holds => {
  const index = to.collect.leaf(leaf);
  for (const event of leaf.events) to.events.add(event);
  return (evidence) => leaf.holds(evidence.leaves[index] as never, evidence);
};

const compileTrait = (to: Compiling, rule: Extract<Rule, { trait: unknown }>['trait']): Holds => {
  const { name, ...comparison } = rule;
  to.collect.need('Identified', name);
  to.readsTraits = true;
  const index = to.collect.trait({ name, test: compileComparison(comparison) });
  return ({ traits, floor }) => holdsAbove(traits[index], floor);
};

/** [RULE-12] [REF-4] True, and under a floor become so after it. */
const holdsAbove = (state: Since | undefined, floor: number): boolean =>
  state?.holds === true && (floor === Number.NEGATIVE_INFINITY || state.since > floor);

const compileAsked = (to: Compiling, rule: ReferenceRule): Holds => {
  const index = to.collect.reference(rule);
  return ({ references, floor }) => holdsAbove(references[index], floor);
};

/** The event of a rule that asks only whether it was ever done. */
const everDone = (rule: Rule): string | null => {
  if (!('did' in rule)) return null;
  const { event, where, within, atLeast, atMost } = rule.did;
  return where === undefined && within === undefined && (atLeast ?? 1) === 1 && atMost === undefined ? event : null;
};

/** Whether one of the parts gives this answer. Asked for every interaction, so it makes no function of its own. */
const holdsOne = (parts: readonly Holds[], evidence: Evidence, answer: boolean): boolean => {
  for (const holds of parts) if (holds(evidence) === answer) return true;
  return false;
};

/** Several rules as one: those that only ask whether something was ever done are answered together. */
const compileParts = (to: Compiling, rules: readonly Rule[], join: 'all' | 'any'): Holds => {
  const events = rules.flatMap((rule) => everDone(rule) ?? []);
  const parts = rules.filter((rule) => everDone(rule) === null).map((rule) => compileNode(to, rule));
  for (const event of events) to.events.add(event);
  const wanted = marksOf(events.map(to.collect.mark));
  if (join === 'all') return (evidence) => allSet(evidence.marks, wanted) && !holdsOne(parts, evidence, false);
  return (evidence) => someSet(evidence.marks, wanted) || holdsOne(parts, evidence, true);
};

const compileNode = (to: Compiling, rule: Rule): Holds => {
  const window = (text: string | undefined) => (text === undefined ? null : compileWindow(text, to.zone));
  const reading = (event: string, where: readonly Condition[] | undefined, property?: string): void => {
    needWhere(to, event, where);
    if (property !== undefined) to.collect.need(event, property);
  };
  if ('all' in rule) return compileParts(to, rule.all, 'all');
  if ('any' in rule) return compileParts(to, rule.any, 'any');
  if (everDone(rule) !== null) return compileParts(to, [rule], 'all');
  if ('not' in rule) {
    const part = compileNode(to, rule.not);
    return (evidence) => !part(evidence);
  }
  if ('did' in rule) {
    reading(rule.did.event, rule.did.where);
    return leafHolds(to, compileDid(rule.did, window(rule.did.within)));
  }
  if ('trait' in rule) return compileTrait(to, rule.trait);
  if (isReference(rule)) return compileAsked(to, rule);
  if ('quiet' in rule) return leafHolds(to, compileQuiet(rule.quiet, compileWindow(rule.quiet.for, to.zone)));
  if ('sequence' in rule) {
    for (const step of rule.sequence.steps) reading(step.event, step.where);
    return leafHolds(to, compileSequence(rule.sequence, window(rule.sequence.within)));
  }
  return compileValue(to, rule, reading, window);
};

const compileValue = (
  to: Compiling,
  rule: Extract<
    Rule,
    { sum: unknown } | { average: unknown } | { distinct: unknown } | { first: unknown } | { last: unknown }
  >,
  reading: (event: string, where: readonly Condition[] | undefined, property: string) => void,
  window: (text: string | undefined) => ReturnType<typeof compileWindow> | null,
): Holds => {
  const body =
    'sum' in rule
      ? rule.sum
      : 'average' in rule
        ? rule.average
        : 'distinct' in rule
          ? rule.distinct
          : 'first' in rule
            ? rule.first
            : rule.last;
  reading(body.event, body.where, body.property);
  const expiry = window(body.within);
  if ('sum' in rule) return leafHolds(to, compileSum(rule.sum, expiry));
  if ('average' in rule) return leafHolds(to, compileAverage(rule.average, expiry));
  if ('distinct' in rule) return leafHolds(to, compileDistinct(rule.distinct, expiry));
  if ('first' in rule) return leafHolds(to, compileFirst(rule.first, expiry));
  return leafHolds(to, compileLast(rule.last, expiry));
};

/** A rule as a test over accumulators, which it registers with `collect`. */
export const compileRule = (rule: Rule, zone: string, collect: Collector): CompiledRule => {
  const to: Compiling = { collect, zone, events: new Set(), readsTraits: false };
  const holds = compileNode(to, rule);
  return { holds, events: to.events, readsTraits: to.readsTraits };
};
