import type { Rule } from '@parcours/core';

/** Where something is in a rule, as in its JSON. */
export type Path = readonly (string | number)[];
export type Leaf = Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>;
/** How the rules of a group go together. */
export const MODES = ['all', 'any', 'none', 'notAll'] as const;
export type Mode = (typeof MODES)[number];

/** What a person sees of a rule: a group, or one condition; the opposite of either is no level of its own. */
export type View =
  | { readonly kind: 'group'; readonly mode: Mode; readonly rules: readonly Rule[]; readonly list: Path }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly negated: boolean; readonly path: Path };

/** As checkRule of core has it: how deep rules may nest, and how many a group may hold. */
export const MAX_DEPTH = 8;
export const MAX_RULES = 32;

export const keyOf = (path: Path): string => path.join('.');

export const viewOf = (rule: Rule, path: Path, negated = false): View => {
  if ('not' in rule) return viewOf(rule.not, [...path, 'not'], !negated);
  if ('all' in rule) {
    return { kind: 'group', mode: negated ? 'notAll' : 'all', rules: rule.all, list: [...path, 'all'] };
  }
  if ('any' in rule) return { kind: 'group', mode: negated ? 'none' : 'any', rules: rule.any, list: [...path, 'any'] };
  return { kind: 'leaf', leaf: rule, negated, path };
};

export const groupOf = (mode: Mode, rules: readonly Rule[]): Rule => {
  if (mode === 'all') return { all: [...rules] };
  if (mode === 'any') return { any: [...rules] };
  return { not: mode === 'none' ? { any: [...rules] } : { all: [...rules] } };
};

/** How deep a rule at this path is, counted from 1. */
export const depthAt = (path: Path): number => 1 + path.filter((part) => typeof part === 'string').length;

const listKey = (rule: Rule): 'all' | 'any' | null => ('all' in rule ? 'all' : 'any' in rule ? 'any' : null);
const listOf = (rule: Rule): readonly Rule[] => ('all' in rule ? rule.all : 'any' in rule ? rule.any : []);
const withList = (rule: Rule, rules: Rule[]): Rule => ('all' in rule ? { all: rules } : { any: rules });

export const ruleAt = (rule: Rule, path: Path): Rule | undefined => {
  const [key, index, ...rest] = path;
  if (key === undefined) return rule;
  if (key === 'not') return 'not' in rule ? ruleAt(rule.not, path.slice(1)) : undefined;
  const part = key === listKey(rule) ? listOf(rule)[Number(index)] : undefined;
  return part && ruleAt(part, rest);
};

/** The rule with the part at `path` replaced. Null takes it out, and with it the groups that this leaves empty. */
export const replaceAt = (rule: Rule, path: Path, next: Rule | null): Rule | null => {
  const [key, index, ...rest] = path;
  if (key === undefined) return next;
  if ('not' in rule) {
    const inner = replaceAt(rule.not, path.slice(1), next);
    return inner && { not: inner };
  }
  const rules = listOf(rule).flatMap((part, at) => (at === index ? (replaceAt(part, rest, next) ?? []) : part));
  return rules.length === 0 ? null : withList(rule, rules);
};

const insertAt = (rule: Rule, list: Path, index: number, added: Rule): Rule => {
  const group = ruleAt(rule, list.slice(0, -1));
  if (!group) return rule;
  return replaceAt(rule, list.slice(0, -1), withList(group, listOf(group).toSpliced(index, 0, added))) ?? rule;
};

const pathOf = (rule: Rule, sought: Rule, path: Path = []): Path | null => {
  if (rule === sought) return path;
  if ('not' in rule) return pathOf(rule.not, sought, [...path, 'not']);
  const key = listKey(rule);
  for (const [at, part] of key ? listOf(rule).entries() : []) {
    const found = pathOf(part, sought, [...path, key as string, at]);
    if (found) return found;
  }
  return null;
};

/** A rule after an edit, and where what was edited is now. */
export interface Edit {
  readonly rule: Rule | null;
  readonly path: Path;
}

/** Adds to the end of a group; a single condition becomes a group of both first, nothing becomes the condition. */
export const append = (rule: Rule | null, list: Path | null, added: Rule): Edit => {
  if (!rule) return { rule: added, path: [] };
  if (!list) return { rule: { all: [rule, added] }, path: ['all', 1] };
  const group = ruleAt(rule, list.slice(0, -1));
  const index = group ? listOf(group).length : 0;
  return { rule: insertAt(rule, list, index, added), path: [...list, index] };
};

export const duplicate = (rule: Rule, path: Path): Edit => {
  const copy = structuredClone(ruleAt(rule, path) ?? rule);
  const index = path.at(-1);
  if (typeof index !== 'number') return append(rule, null, copy);
  return { rule: insertAt(rule, path.slice(0, -1), index + 1, copy), path: [...path.slice(0, -1), index + 1] };
};

/** Takes a part out and puts it before the `index`th of a list, as the lists were before. No group goes into itself. */
export const moveTo = (rule: Rule, from: Path, list: Path, index: number): Edit => {
  const moved = ruleAt(rule, from);
  const into = from.every((part, at) => part === list[at]);
  if (!moved || from.length === 0 || into) return { rule, path: from };
  const fresh = structuredClone(moved);
  const both = insertAt(rule, list, index, fresh);
  const old = pathOf(both, moved);
  const done = old ? replaceAt(both, old, null) : both;
  return { rule: done, path: (done && pathOf(done, fresh)) ?? from };
};

/** The list around a group: the list it is itself a part of, and its place there; null for the outermost. */
const listAround = (list: Path): { list: Path; index: number } | null => {
  const at = list.findLastIndex((part) => typeof part === 'number');
  return at < 0 ? null : { list: list.slice(0, at), index: list[at] as number };
};

/** One place up or down; at the edge of a group, out of it. Unchanged at the edge of the outermost. */
export const moveBy = (rule: Rule, path: Path, by: -1 | 1): Edit => {
  const index = path.at(-1);
  if (typeof index !== 'number') return { rule, path };
  const list = path.slice(0, -1);
  const count = listOf(ruleAt(rule, list.slice(0, -1)) ?? rule).length;
  const to = index + by;
  if (to >= 0 && to < count) return moveTo(rule, path, list, by > 0 ? to + 1 : to);
  const around = listAround(list);
  return around ? moveTo(rule, path, around.list, around.index + (by > 0 ? 1 : 0)) : { rule, path };
};

/** Puts a part in a group of its own, to which others can be added. */
export const wrap = (rule: Rule, path: Path): Edit => {
  const inner = ruleAt(rule, path);
  if (!inner) return { rule, path };
  return { rule: replaceAt(rule, path, { any: [inner] }), path: [...path, 'any', 0] };
};
