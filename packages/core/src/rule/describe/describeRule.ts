import { eventLabel } from '../../interaction/labels.js';
import type { Bilingual } from '../../lifecycle/schema.js';
import { parseDuration } from '../../time/duration.js';
import {
  type Condition,
  type Did,
  type Distinct,
  isReference,
  type NumberRule,
  type Pick_,
  type Quiet,
  type Rule,
  type Sequence,
  type Trait,
} from '../schema.js';
import { describeComparison, describeWhere } from './describeConditions.js';
import { type DefinitionNames, describeReference, noNames } from './describeReference.js';
import { english } from './english.js';
import { french } from './french.js';
import type { Grammar, Locale, Times } from './grammar.js';
import { PHRASES } from './phrases.js';

/** Labels of an organisation's own events, by event name; they take precedence over ours. */
export type EventLabels = Readonly<Record<string, Bilingual>>;

interface Speaker {
  readonly locale: Locale;
  readonly grammar: Grammar;
  readonly labels: EventLabels;
  readonly names: DefinitionNames;
}
type Step = Sequence['steps'][number];
/** A text and how its parts are joined, so that a sentence within a sentence gets its brackets. */
interface Clause {
  readonly text: string;
  readonly joined: 'and' | 'or' | 'then' | null;
}

const words = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ');
const simple = (...parts: (string | undefined)[]): Clause => ({ text: words(...parts), joined: null });

const bracketed = ({ text, joined }: Clause): string => (joined === 'and' || joined === 'or' ? `(${text})` : text);

const join = (grammar: Grammar, clauses: readonly Clause[], joined: 'and' | 'or'): Clause => {
  const [only] = clauses;
  if (only && clauses.length === 1) return only;
  const parts = clauses.map(bracketed);
  const last = parts.pop() ?? '';
  return { text: `${parts.join(', ')}${grammar[joined]}${last}`, joined };
};

/** A list without the lists of the same kind in it. */
const flatten = (rules: readonly Rule[], joined: 'and' | 'or'): Rule[] =>
  rules.flatMap((rule) => {
    if (joined === 'or' && 'any' in rule) return flatten(rule.any, joined);
    return joined === 'and' && 'all' in rule ? flatten(rule.all, joined) : [rule];
  });

const sameStart = (a: Rule, b: Rule): boolean => {
  const startOf = (rule: Rule) =>
    'sequence' in rule ? JSON.stringify([rule.sequence.steps.slice(0, -1), rule.sequence.within]) : null;
  return startOf(a) !== null && startOf(a) === startOf(b);
};

const labelOf = ({ labels, locale }: Speaker, event: string): string =>
  Object.hasOwn(labels, event) ? (labels[event] as Bilingual)[locale] : eventLabel(event, locale);

const doing = (speaker: Speaker, event: string, times: Times): string => {
  const phrase = Object.hasOwn(speaker.labels, event) || !Object.hasOwn(PHRASES, event) ? undefined : PHRASES[event];
  if (!phrase) return speaker.grammar.unknown(labelOf(speaker, event), times);
  const [once = '', many = '', never = ''] = phrase[speaker.locale].split('|');
  if (times === 'once' || times === 'never') return times === 'once' ? once : never;
  return many.replace('#', times.text).replaceAll(/\(([a-z]*)\)/g, times.plural ? '$1' : '');
};

const windowOf = ({ grammar }: Speaker, within: string | undefined): string | undefined => {
  const duration = within === undefined ? null : parseDuration(within);
  return duration ? grammar.window(duration) : undefined;
};
const spanOf = ({ grammar }: Speaker, text: string): string => {
  const duration = parseDuration(text);
  return duration ? grammar.span(duration) : text;
};

const timesOf = ({ grammar }: Speaker, { atLeast, atMost }: Pick<Did, 'atLeast' | 'atMost'>): Times => {
  if (atMost === 0) return 'never';
  if ((atLeast ?? 1) === 1 && atMost === undefined) return 'once';
  return grammar.amount(atLeast, atMost);
};

const didClause = (speaker: Speaker, rule: Did, negated: boolean): Clause => {
  const times = negated ? 'never' : timesOf(speaker, rule);
  const where = describeWhere(speaker.grammar, rule.where);
  const each = typeof times === 'object' && times.plural;
  const having = where ? speaker.grammar.having(where, each) : undefined;
  return simple(doing(speaker, rule.event, times), having, windowOf(speaker, rule.within));
};

const numberClause = (speaker: Speaker, which: 'sum' | 'average', rule: NumberRule): Clause => {
  const { grammar } = speaker;
  const where = describeWhere(grammar, rule.where);
  const what = words(grammar.property(rule.property).a, grammar.between(rule));
  const having = where ? grammar.having(where, false) : undefined;
  return simple(grammar[which](what, labelOf(speaker, rule.event)), having, windowOf(speaker, rule.within));
};

const distinctClause = (speaker: Speaker, rule: Distinct): Clause => {
  const { grammar } = speaker;
  const where = describeWhere(grammar, rule.where);
  const amount = grammar.amount(rule.atLeast, rule.atMost);
  const text = grammar.distinct(amount, grammar.property(rule.property).bare, labelOf(speaker, rule.event));
  return simple(text, where ? grammar.having(where, false) : undefined, windowOf(speaker, rule.within));
};

const pickClause = (speaker: Speaker, which: 'first' | 'last', rule: Pick_, negated: boolean): Clause => {
  const { grammar } = speaker;
  const { event, where, property, within, ...comparison } = rule;
  const conditions = [describeComparison(grammar, property, comparison), describeWhere(grammar, where)];
  const text = conditions.filter(Boolean).join(grammar.and);
  const detail = negated ? grammar.notTime(which, text) : grammar.time(which, text);
  return simple(doing(speaker, event, negated ? 'never' : 'once'), windowOf(speaker, within), detail);
};

const quietClause = (speaker: Speaker, rule: Quiet, negated: boolean): Clause => {
  const { grammar } = speaker;
  const window = windowOf(speaker, rule.for) ?? '';
  const span = spanOf(speaker, rule.for);
  if (rule.event === undefined) return simple(negated ? grammar.active(window) : grammar.silent(span));
  return negated
    ? simple(doing(speaker, rule.event, 'once'), window)
    : simple(doing(speaker, rule.event, 'never'), grammar.since(span));
};

/** Sequences that differ in their last step only, told at once: "placed an order then (asked for help or …)". */
const sequenceClause = (speaker: Speaker, { steps, within }: Sequence, endings: readonly Step[]): Clause => {
  const { grammar } = speaker;
  const told = ({ event, where }: Step) => didClause(speaker, { event, where }, false);
  const ending = join(grammar, endings.map(told), 'or');
  const text = [...steps.slice(0, -1).map((step) => told(step).text), bracketed(ending)].join(grammar.then);
  return {
    text: words(text, within === undefined ? undefined : grammar.inAll(spanOf(speaker, within))),
    joined: 'then',
  };
};

const traitClause = ({ grammar }: Speaker, { name, ...comparison }: Trait): Clause => {
  const { exists, ...rest } = comparison;
  if (exists === false && Object.keys(rest).length === 0)
    return simple(grammar.profileLacks(grammar.property(name).bare));
  return simple(grammar.profile(describeComparison(grammar, name, comparison)));
};

const listClause = (speaker: Speaker, rules: readonly Rule[], joined: 'and' | 'or'): Clause => {
  const clauses: Clause[] = [];
  const told = new Set<Rule>();
  for (const rule of flatten(rules, joined)) {
    if (told.has(rule)) continue;
    const alike =
      joined === 'or' && 'sequence' in rule ? flatten(rules, joined).filter((other) => sameStart(rule, other)) : [];
    for (const other of alike) told.add(other);
    const endings = alike.flatMap((other) => ('sequence' in other ? other.sequence.steps.slice(-1) : []));
    clauses.push(
      'sequence' in rule && endings.length > 0
        ? sequenceClause(speaker, rule.sequence, endings)
        : clauseOf(speaker, rule),
    );
  }
  return join(speaker.grammar, clauses, joined);
};

const notClause = (speaker: Speaker, rule: Rule): Clause => {
  if ('not' in rule) return clauseOf(speaker, rule.not);
  if ('did' in rule && (rule.did.atLeast ?? 1) === 1 && rule.did.atMost === undefined)
    return didClause(speaker, rule.did, true);
  if ('quiet' in rule) return quietClause(speaker, rule.quiet, true);
  if ('first' in rule) return pickClause(speaker, 'first', rule.first, true);
  if ('last' in rule) return pickClause(speaker, 'last', rule.last, true);
  const opposite = isReference(rule) ? describeReference(rule, speaker.locale, speaker.names, true) : null;
  if (opposite !== null) return simple(opposite);
  return simple(speaker.grammar.untrue(bracketed(clauseOf(speaker, rule))));
};

const clauseOf = (speaker: Speaker, rule: Rule): Clause => {
  if ('all' in rule) return listClause(speaker, rule.all, 'and');
  if ('any' in rule) return listClause(speaker, rule.any, 'or');
  if ('not' in rule) return notClause(speaker, rule.not);
  if ('did' in rule) return didClause(speaker, rule.did, false);
  if ('sum' in rule) return numberClause(speaker, 'sum', rule.sum);
  if ('average' in rule) return numberClause(speaker, 'average', rule.average);
  if ('distinct' in rule) return distinctClause(speaker, rule.distinct);
  if ('first' in rule) return pickClause(speaker, 'first', rule.first, false);
  if ('last' in rule) return pickClause(speaker, 'last', rule.last, false);
  if ('quiet' in rule) return quietClause(speaker, rule.quiet, false);
  if ('sequence' in rule) return sequenceClause(speaker, rule.sequence, rule.sequence.steps.slice(-1));
  if ('trait' in rule) return traitClause(speaker, rule.trait);
  return simple(describeReference(rule, speaker.locale, speaker.names, false) ?? '');
};

const GRAMMARS: Readonly<Record<Locale, Grammar>> = { en: english, fr: french };

/** Conditions on what somebody did, to stand after it: "with a total of at least 100". */
export const describeConditions = (where: readonly Condition[], locale: Locale): string =>
  describeWhere(GRAMMARS[locale], where);

/** A rule as a verb phrase whose subject is the customer: "placed an order", « a passé une commande ». */
export const describeRule = (
  rule: Rule,
  locale: Locale,
  labels: EventLabels = {},
  names: DefinitionNames = noNames,
): string => clauseOf({ locale, grammar: GRAMMARS[locale], labels, names }, rule).text;
