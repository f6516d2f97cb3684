import { type Definitions, isReference, type Rule } from '@parcours/core';
import { Gathering } from './gathering.sql.js';
import { interactionsWhere } from './interactions.sql.js';
import { type Asked, holdsOnNothing, leafHolds } from './leaf.sql.js';
import { referenceHolds } from './reference.sql.js';
import { allOf, anyOf, Texts } from './texts.sql.js';

/** What a rule is compiled for. */
export interface RuleQuestion {
  readonly workspaceId: string;
  readonly rule: Rule;
  readonly definitions: Definitions;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** The workspace's IANA zone. */
  readonly zone: string;
  /** The key by which the movements of a track are kept; the track's own where saved versions have none of theirs. */
  readonly keyOf?: (track: string) => string;
  /** False where no profile of the workspace is part of another customer: the query need not look. */
  readonly linked?: boolean;
  /** Where given, what came at this instant or later counts as not there: the rule as it was asked then. */
  readonly until?: number;
}

export interface RuleQuery {
  /** Selects `customer`: the ids of those for whom the rule holds. */
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface Compiling extends Asked {
  readonly referenceOf: (rule: Parameters<typeof referenceHolds>[1]) => string;
  /** Conditions on a customer, by what they are called; the same one is asked once. */
  readonly leaves: Map<string, string>;
}

const named = ({ leaves }: Compiling, condition: string): string => {
  const name = leaves.get(condition) ?? `leaf_${leaves.size}`;
  leaves.set(condition, name);
  return name;
};

const holds = (to: Compiling, rule: Rule): string => {
  if ('all' in rule) return allOf(rule.all.map((part) => holds(to, part)));
  if ('any' in rule) return anyOf(rule.any.map((part) => holds(to, part)));
  if ('not' in rule) return `not (${holds(to, rule.not)})`;
  return named(to, isReference(rule) ? to.referenceOf(rule) : leafHolds(to, rule));
};

/** The answers a rule can have for somebody who did nothing of what it is about; a reference may say anything. */
const onNothing = (rule: Rule): { readonly yes: boolean; readonly no: boolean } => {
  if ('not' in rule) {
    const { yes, no } = onNothing(rule.not);
    return { yes: no, no: yes };
  }
  if ('all' in rule || 'any' in rule) {
    const parts = ('all' in rule ? rule.all : rule.any).map(onNothing);
    const [some, every] = 'all' in rule ? (['no', 'yes'] as const) : (['yes', 'no'] as const);
    const answers = { [some]: parts.some((part) => part[some]), [every]: parts.every((part) => part[every]) };
    return answers as { yes: boolean; no: boolean };
  }
  if (isReference(rule)) return { yes: true, no: true };
  const yes = holdsOnNothing(rule);
  return { yes, no: !yes };
};

/**
 * [RULE-1] A rule as one query over the warehouse that selects the customers it holds for at `now`, as a segment would:
 * with no floor and no entry. Whoever has an interaction is asked; what is dated a little ahead of `now` counts [TIME-1].
 * @throws RangeError for a duration that checkRule refuses
 */
export const compileRuleQuery = (question: RuleQuestion, prefix = 'rule'): RuleQuery => {
  const { workspaceId, rule, definitions, now, zone, keyOf = (track) => track, linked = true, until } = question;
  const texts = new Texts(prefix, workspaceId);
  const gathering = new Gathering(texts);
  const referenceOf: Compiling['referenceOf'] = (asked) => referenceHolds({ texts, definitions, now, keyOf }, asked);
  const leaves = new Map<string, string>();
  const condition = holds({ gathering, now, zone, referenceOf, leaves }, rule);
  const asked = [...leaves].map(([leaf, name]) => `(${leaf}) as ${name}`);
  const needed = onNothing(rule).yes ? 'true' : gathering.rows;
  const before = until === undefined ? null : `time < fromUnixTimestamp64Milli(${texts.whole(until)})`;
  const interactions = interactionsWhere(texts, allOf([needed, before]), { linked });
  const rows = gathering.rowsOf(interactions);
  return {
    text: `
select customer from (
select ${['customer', ...asked].join(',\n  ')} from (
  select ${['customer', ...gathering.aggregates].join(', ')}
  from (${rows}
  )
  group by customer
))
where ${condition}`,
    parameters: texts.parameters,
  };
};
