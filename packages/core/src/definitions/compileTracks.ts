import { type CompiledRule, compileRule } from '../rule/compile.js';
import { compileWhere } from '../rule/condition.js';
import { never } from '../rule/leaf.js';
import { noMarks } from '../rule/marks.js';
import type { Rule } from '../rule/schema.js';
import { collectorInto, type Gathered, gatherNeed, indexTrack, nothingRegistered, type Registered } from './gather.js';
import type { CompiledTrack, Move } from './program.js';
import type { Moment, Personas, Segment } from './schema.js';
import { IN_SEGMENT, MOMENT_TRACK, PERSONA_TRACK, segmentTrack } from './track.js';

export interface Compiled {
  readonly track: CompiledTrack;
  readonly registered: Registered;
  /** What it asks of the pool. */
  readonly asks?: { readonly leaves: readonly number[]; readonly marks: ReadonlySet<number> };
}

/** The workspace's time zone, and what each track's rows are stored under. */
export interface Setting {
  readonly zone: string;
  readonly keyOf: (track: string) => string;
}

const anywhere = (): boolean => true;

/** Rules that forget nothing: all of them count from the first interaction on. */
const compileInto = (registered: Registered, gathered: Gathered, zone: string, stage: number, rule: Rule) =>
  compileRule(rule, zone, collectorInto(registered, gathered, { stage, inLeave: false }));

const waitsForAnySilence = (rule: Rule): boolean => {
  if ('all' in rule) return rule.all.some(waitsForAnySilence);
  if ('any' in rule) return rule.any.some(waitsForAnySilence);
  if ('not' in rule) return waitsForAnySilence(rule.not);
  return 'quiet' in rule && rule.quiet.event === undefined;
};

/**
 * The rules of a segment or of the personas. They count in the pool, but for those that wait for silence of any kind, which
 * every interaction breaks.
 */
const compileKeeping = (rules: readonly Rule[], gathered: Gathered, zone: string) => {
  const pooled = !rules.some(waitsForAnySilence);
  const { pool } = gathered;
  const registered: Registered = pooled ? { ...pool, from: pool.leaves.length, references: [] } : nothingRegistered();
  const marks = new Set<number>();
  const whens = rules.map((rule) => {
    const collect = collectorInto(registered, gathered, { stage: 0, inLeave: false });
    const mark = (event: string): number => {
      const at = collect.mark(event);
      marks.add(at);
      return at;
    };
    return compileRule(rule, zone, { ...collect, mark });
  });
  if (!pooled) return { pooled, whens, registered, heard: registered };
  const leaves = registered.leaves.flatMap((_, at) => (at >= (registered.from ?? 0) ? [at] : []));
  return { pooled, whens, registered, heard: nothingRegistered(), asks: { leaves, marks } };
};

const opposite = (when: CompiledRule): CompiledRule => ({ ...when, holds: (evidence) => !when.holds(evidence) });

const moveTo = (to: number, when: CompiledRule, rule: Move['rule']): Move => ({
  when,
  stage: Math.max(0, to - 1),
  inLeave: false,
  to,
  cycle: false,
  rule,
});

/** Whether a rule holds for nobody, now or by time alone, before something is heard that it listens to. */
const waitsToHear = (when: CompiledRule, { from, leaves, marks, references }: Registered): boolean => {
  const before = Number.NEGATIVE_INFINITY;
  const moment = { now: 0, floor: before, entered: before, active: before };
  const resting = leaves
    .slice(from)
    .every(({ leaf }) => leaf.events.length > 0 && leaf.nextChange(leaf.start as never, moment) === never);
  if (!resting || when.readsTraits || references.length > 0) return false;
  const starts = leaves.map(({ leaf }) => leaf.start);
  return !when.holds({ ...moment, leaves: starts, marks: noMarks(marks.length), traits: [], references: [] });
};

/** [SEG-1] In while its rule holds. */
export const compileSegment = ({ id, rule }: Segment, { zone, keyOf }: Setting, gathered: Gathered): Compiled => {
  const { whens, registered, pooled, heard, asks } = compileKeeping([rule], gathered, zone);
  const when = whens[0] as CompiledRule;
  const stage = {
    id: IN_SEGMENT,
    enter: moveTo(1, when, { on: 'enter' }),
    leave: [moveTo(0, opposite(when), { on: 'leave', clause: 0 })],
  };
  const own = {
    id: segmentTrack(id),
    key: keyOf(segmentTrack(id)),
    kind: 'segment' as const,
    per: null,
    stages: [stage],
    moments: [],
    readsTraits: when.readsTraits,
    bound: null,
    lazy: waitsToHear(when, registered),
    pooled,
  };
  return { track: indexTrack(own, registered, anywhere), registered: heard, ...(asks && { asks }) };
};

const ALWAYS: CompiledRule = { holds: () => true, events: new Set(), readsTraits: false };

/** [SEG-2] A stage for each persona, the fallback last. */
export const compilePersonas = (
  { personas, fallback }: Personas,
  { zone, keyOf }: Setting,
  gathered: Gathered,
): Compiled => {
  const rules = personas.map(({ rule }) => rule);
  const { registered, pooled, heard, asks, ...kept } = compileKeeping(rules, gathered, zone);
  const whens = [...kept.whens, ALWAYS];
  const own = {
    id: PERSONA_TRACK,
    key: keyOf(PERSONA_TRACK),
    kind: 'persona' as const,
    per: null,
    stages: [...personas, fallback].map(({ id }, at) => ({
      id,
      enter: moveTo(at + 1, whens[at] as CompiledRule, { on: 'enter' }),
      leave: [],
    })),
    moments: [],
    readsTraits: whens.some(({ readsTraits }) => readsTraits),
    bound: null,
    lazy: false,
    pooled,
  };
  return { track: indexTrack(own, registered, anywhere), registered: heard, ...(asks && { asks }) };
};

/** [STR-2] The catalogue of moments of truth. */
export const compileMoments = (moments: readonly Moment[], { zone, keyOf }: Setting, gathered: Gathered): Compiled => {
  const registered = nothingRegistered();
  for (const { event, where } of moments) for (const { property } of where ?? []) gatherNeed(gathered, event, property);
  const compiled = moments.map((moment) => ({
    moment,
    matches: compileWhere(moment.where),
    provided: moment.provided ? compileInto(registered, gathered, zone, 0, moment.provided) : null,
  }));
  const own = {
    id: MOMENT_TRACK,
    key: keyOf(MOMENT_TRACK),
    kind: 'moment' as const,
    per: null,
    stages: [],
    moments: compiled,
    readsTraits: false,
    bound: null,
    lazy: false,
    pooled: false,
  };
  return { track: indexTrack(own, registered, () => false), registered };
};
