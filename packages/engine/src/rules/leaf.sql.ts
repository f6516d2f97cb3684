import {
  type Comparison,
  type Condition,
  compileComparison,
  type Did,
  type Distinct,
  type Pick_,
  type Quiet,
  type ReferenceRule,
  type Rule,
  type Sequence,
  type Trait,
} from '@parcours/core';
import type { Gathering } from './gathering.sql.js';
import { averageHolds, sumHolds } from './number.sql.js';
import { sequenceHolds } from './sequence.sql.js';
import { allOf } from './texts.sql.js';
import { comparisonHolds, isScalar } from './value.sql.js';
import { conditionsHold } from './where.sql.js';
import { endOf, isOpen } from './window.sql.js';

export type LeafRule = Exclude<Rule, ReferenceRule | { all: Rule[] } | { any: Rule[] } | { not: Rule }>;

/** What a leaf compiles with: where it puts what it needs, and the instant and zone it is asked in. */
export interface Asked {
  readonly gathering: Gathering;
  readonly now: number;
  readonly zone: string;
}

interface Named {
  readonly event: string;
  readonly where?: readonly Condition[] | undefined;
  readonly within?: string | undefined;
}

/** [ORDER-1] Texts compare as bytes in the engine, too. */
const ORDER = '(time_ms, rank, message_id)';

/** [RULE-4] [TIME-2] Which rows a leaf is about, by event and window, and of those which match. */
export const matching = ({ gathering, now, zone }: Asked, { event, where, within }: Named) => {
  const open = within === undefined ? null : isOpen(gathering.texts, 'time_ms', { window: within, now, zone });
  const about = allOf([`event = ${gathering.texts.text(event)}`, open]);
  gathering.need(about);
  const rows = gathering.column('about', about);
  const conditions = conditionsHold(gathering, where, rows);
  return { rows, matches: conditions === null ? rows : gathering.column('matching', allOf([rows, conditions])) };
};

const counted = (
  { gathering }: Asked,
  count: string,
  { atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined },
  least: number,
): string =>
  allOf([
    `${count} >= ${gathering.texts.whole(atLeast ?? (atMost === undefined ? least : 0))}`,
    atMost === undefined ? null : `${count} <= ${gathering.texts.whole(atMost)}`,
  ]);

/** [RULE-5] */
const didHolds = (asked: Asked, rule: Did): string =>
  counted(asked, asked.gathering.aggregate(`countIf(${matching(asked, rule).matches})`), rule, 1);

/** [RULE-6] Different values are different texts, as each is written in one form. */
const distinctHolds = (asked: Asked, rule: Distinct): string => {
  const { rows, matches } = matching(asked, rule);
  const value = asked.gathering.value(rule.property, rows);
  return counted(
    asked,
    asked.gathering.aggregate(`uniqExactIf(${value}, ${allOf([matches, isScalar(value)])})`),
    rule,
    0,
  );
};

/** [RULE-8] The comparison is made on each row; what the first, or last, of them says counts. */
const pickHolds = (asked: Asked, rule: Pick_, side: 'argMinIf' | 'argMaxIf'): string => {
  const { rows, matches } = matching(asked, rule);
  const value = asked.gathering.value(rule.property, rows);
  const { event: _e, where: _w, property: _p, within: _d, ...comparison } = rule;
  const says = comparisonHolds(asked.gathering.texts, value, comparison);
  return asked.gathering.aggregate(`${side}(toBool(${says}), ${ORDER}, ${allOf([matches, isScalar(value)])})`);
};

const numberHolds = (asked: Asked, rule: Extract<LeafRule, { sum: unknown } | { average: unknown }>): string => {
  const named = 'sum' in rule ? rule.sum : rule.average;
  const { rows, matches } = matching(asked, named);
  const value = asked.gathering.value(named.property, rows);
  return ('sum' in rule ? sumHolds : averageHolds)(asked.gathering, named, value, matches);
};

/** [RULE-9] [STAGE-5] One is added to the time, for 0 is what the newest of none is. */
const quietHolds = ({ gathering, now, zone }: Asked, { for: window, event }: Quiet): string => {
  const rows = event === undefined ? 'not outbound' : `event = ${gathering.texts.text(event)}`;
  gathering.need(rows);
  const base = gathering.aggregate(`maxIf(time_ms + 1, ${rows})`);
  return `${base} = 0 or not (${isOpen(gathering.texts, `(${base} - 1)`, { window, now, zone })})`;
};

/** [RULE-11] Whether the comparison holds for somebody who was never identified. */
const holdsUnknown = (comparison: Comparison): boolean => compileComparison(comparison)(undefined);

const traitHolds = ({ gathering }: Asked, { name, ...comparison }: Trait): string => {
  const about = `event = ${gathering.texts.text('Identified')} and rank = 0`;
  gathering.need(about);
  const rows = gathering.column('about', about);
  const value = gathering.value(name, rows);
  const given = allOf([rows, `${value} != ''`]);
  const says = comparisonHolds(gathering.texts, value, comparison);
  const last = gathering.aggregate(`argMaxIf(toBool(${says}), ${ORDER}, ${given})`);
  return holdsUnknown(comparison) ? `${last} or ${gathering.aggregate(`countIf(${given})`)} = 0` : last;
};

const stepsHold = (asked: Asked, rule: Sequence): string => {
  const { gathering, now, zone } = asked;
  const end = endOf(gathering.texts, 'time_ms', { window: rule.within, now, zone });
  return sequenceHolds(gathering, rule, { matches: rule.steps.map((step) => matching(asked, step).matches), end });
};

/** One leaf as a condition on the aggregates it asks for. */
export const leafHolds = (asked: Asked, rule: LeafRule): string => {
  if ('did' in rule) return didHolds(asked, rule.did);
  if ('sum' in rule || 'average' in rule) return numberHolds(asked, rule);
  if ('distinct' in rule) return distinctHolds(asked, rule.distinct);
  if ('first' in rule) return pickHolds(asked, rule.first, 'argMinIf');
  if ('last' in rule) return pickHolds(asked, rule.last, 'argMaxIf');
  if ('quiet' in rule) return quietHolds(asked, rule.quiet);
  return 'sequence' in rule ? stepsHold(asked, rule.sequence) : traitHolds(asked, rule.trait);
};

const isNoneEnough = (
  { atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined },
  least: number,
): boolean => (atLeast ?? (atMost === undefined ? least : 0)) <= 0 && (atMost ?? 0) >= 0;

/** Whether a leaf holds for somebody who did nothing of what it is about. */
export const holdsOnNothing = (rule: LeafRule): boolean => {
  if ('did' in rule) return isNoneEnough(rule.did, 1);
  if ('distinct' in rule) return isNoneEnough(rule.distinct, 0);
  if ('sum' in rule) return (rule.sum.atLeast ?? 0) <= 0 && (rule.sum.atMost ?? 0) >= 0;
  if ('trait' in rule) {
    const { name: _, ...comparison } = rule.trait;
    return holdsUnknown(comparison);
  }
  return 'quiet' in rule;
};
