import type { Model } from '../lifecycle/schema.js';
import { isReference, type ReferenceRule, type Rule } from '../rule/schema.js';
import type { Definitions, Moment, Personas } from './schema.js';
import { MOMENT_TRACK, PERSONA_TRACK, segmentTrack } from './track.js';

/** The references within a rule, each with its path below the rule. */
export const referencesOf = (
  rule: Rule,
  path: readonly (string | number)[] = [],
): { readonly rule: ReferenceRule; readonly path: readonly (string | number)[] }[] => {
  if ('all' in rule) return rule.all.flatMap((part, at) => referencesOf(part, [...path, 'all', at]));
  if ('any' in rule) return rule.any.flatMap((part, at) => referencesOf(part, [...path, 'any', at]));
  if ('not' in rule) return referencesOf(rule.not, [...path, 'not']);
  return isReference(rule) ? [{ rule, path }] : [];
};

/** The track a reference asks. */
export const trackAsked = (rule: ReferenceRule): string => {
  if ('position' in rule) return rule.position.model;
  if ('segment' in rule) return segmentTrack(rule.segment);
  return 'persona' in rule ? PERSONA_TRACK : MOMENT_TRACK;
};

const rulesOfModel = ({ stages }: Model): Rule[] =>
  stages.flatMap(({ enter, leave }) => [enter, ...leave.map(({ when }) => when)]);
const rulesOfPersonas = ({ personas }: Personas): Rule[] => personas.map(({ rule }) => rule);
const rulesOfMoments = (moments: readonly Moment[]): Rule[] =>
  moments.flatMap(({ provided }) => (provided ? [provided] : []));

/** A definition that is evaluated as one, with the keys of those it asks. */
export interface Node {
  readonly track: string;
  readonly asks: readonly string[];
}

const nodeOf = (track: string, rules: readonly Rule[], bound: readonly string[] = []): Node => ({
  track,
  asks: [
    ...new Set([...bound, ...rules.flatMap((rule) => referencesOf(rule).map(({ rule: asked }) => trackAsked(asked)))]),
  ],
});

/** All definitions with what they ask: segments, personas, moments, models. */
export const nodesOf = ({ segments, personas, moments, models }: Definitions): Node[] => [
  ...segments.map(({ id, rule }) => nodeOf(segmentTrack(id), [rule])),
  ...(personas ? [nodeOf(PERSONA_TRACK, rulesOfPersonas(personas))] : []),
  ...(moments.length > 0 ? [nodeOf(MOMENT_TRACK, rulesOfMoments(moments))] : []),
  ...models.map((model) => nodeOf(model.id, rulesOfModel(model), model.persona === undefined ? [] : [PERSONA_TRACK])),
];

/**
 * [REF-2] The order in which definitions are evaluated: each after those it asks, otherwise as given.
 * Or the tracks of a circle, each asking the next. What asks for nothing that exists is put where it comes.
 */
export const inOrderOfReference = (
  nodes: readonly Node[],
): { readonly order: readonly string[] } | { readonly circle: readonly string[] } => {
  const byTrack = new Map(nodes.map((node) => [node.track, node]));
  const done = new Set<string>();
  const visit = (track: string, above: readonly string[]): readonly string[] | null => {
    const from = above.indexOf(track);
    if (from !== -1) return above.slice(from);
    const node = byTrack.get(track);
    if (!node || done.has(track)) return null;
    for (const asked of node.asks) {
      const circle = visit(asked, [...above, track]);
      if (circle) return circle;
    }
    done.add(track);
    return null;
  };
  for (const { track } of nodes) {
    const circle = visit(track, []);
    if (circle) return { circle };
  }
  return { order: [...done] };
};
