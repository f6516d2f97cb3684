import type { Definitions } from '../../definitions/schema.js';
import type { Bilingual } from '../../lifecycle/schema.js';
import type { Direction } from '../../position/types.js';
import type { PositionRule, ReferenceRule, StrengthRule } from '../schema.js';
import { english } from './english.js';
import { french } from './french.js';
import type { Grammar, Locale } from './grammar.js';

type Names = Readonly<Record<string, Bilingual>>;

/** What definitions are called, by their ids; an id without a name stands for itself. */
export interface DefinitionNames {
  readonly models: Names;
  /** By model, then by stage. */
  readonly stages: Readonly<Record<string, Names>>;
  readonly segments: Names;
  readonly personas: Names;
}

export const noNames: DefinitionNames = { models: {}, stages: {}, segments: {}, personas: {} };

const byId = (named: readonly { readonly id: string; readonly name: Bilingual }[]): Names =>
  Object.fromEntries(named.map(({ id, name }) => [id, name]));

export const namesOf = ({ models, segments, personas }: Definitions): DefinitionNames => ({
  models: byId(models),
  stages: Object.fromEntries(models.map(({ id, stages }) => [id, byId(stages)])),
  segments: byId(segments),
  personas: personas ? byId([...personas.personas, personas.fallback]) : {},
});

/** One or several strengths: "of at least 60", "between 40 and 60". */
type Bounds = Pick<StrengthRule, 'atLeast' | 'atMost'>;

interface Words {
  readonly or: string;
  /** Where on a model: "at “Buyer” on “Journey”", or anywhere there. */
  readonly at: (stages: string, many: boolean, model: string) => string;
  readonly on: (model: string) => string;
  readonly is: (place: string, negated: boolean) => string;
  readonly moves: Readonly<Record<Direction, (place: string, negated: boolean) => string>>;
  readonly segment: (name: string, negated: boolean) => string;
  readonly persona: (name: string, negated: boolean) => string;
  readonly relationship: (broken: boolean | undefined, bounds: string) => string;
  readonly bounds: (bounds: Bounds) => string;
  /** The opposite of a single bound. */
  readonly beyond: (bounds: Bounds) => string;
}

const not = (negated: boolean): string => (negated ? ' not' : '');
const englishMove =
  (doing: string): Words['moves'][Direction] =>
  (place, negated) =>
    `is${not(negated)} ${doing} ${place}`;

const ENGLISH: Words = {
  or: ' or ',
  at: (stages, _, model) => `at ${stages} on ${model}`,
  on: (model) => `on ${model}`,
  is: (place, negated) => `is${not(negated)} ${place}`,
  moves: {
    advancing: englishMove('moving forward'),
    steady: englishMove('steady'),
    receding: englishMove('slipping back'),
  },
  segment: (name, negated) => `is${not(negated)} in the segment ${name}`,
  persona: (name, negated) => `is${not(negated)} of the persona ${name}`,
  relationship: (broken, bounds) => {
    if (broken === undefined) return `has a relationship strength ${bounds}`;
    const kind = broken ? 'a broken relationship' : 'an unbroken relationship';
    return bounds ? `has ${kind} with a strength ${bounds}` : `has ${kind}`;
  },
  bounds: ({ atLeast, atMost }) => {
    if (atLeast === undefined) return `of at most ${english.number(atMost ?? 0)}`;
    if (atMost === undefined) return `of at least ${english.number(atLeast)}`;
    return `between ${english.number(atLeast)} and ${english.number(atMost)}`;
  },
  beyond: ({ atLeast, atMost }) =>
    atLeast === undefined ? `above ${english.number(atMost ?? 0)}` : `below ${english.number(atLeast)}`,
};

const frenchMove =
  (verb: string): Words['moves'][Direction] =>
  (place, negated) => {
    if (!negated) return `${verb} ${place}`;
    const [first = '', ...rest] = verb.split(' ');
    return [`${/^[aeé]/.test(first) ? 'n’' : 'ne '}${first} pas`, ...rest, place].join(' ');
  };

const frenchIs = frenchMove('est');

const FRENCH: Words = {
  or: ' ou ',
  at: (stages, many, model) => `${many ? 'à l’une des étapes' : 'à l’étape'} ${stages} de ${model}`,
  on: (model) => `sur ${model}`,
  is: frenchIs,
  moves: { advancing: frenchMove('avance'), steady: frenchMove('est stable'), receding: frenchMove('recule') },
  segment: (name, negated) => frenchIs(`dans le segment ${name}`, negated),
  persona: (name, negated) => `${negated ? 'ne correspond pas' : 'correspond'} au persona ${name}`,
  relationship: (broken, bounds) => {
    const kind = broken === undefined ? '' : broken ? ' rompue' : ' non rompue';
    return `a une relation${kind}${bounds ? ` d’une force ${bounds}` : ''}`;
  },
  bounds: ({ atLeast, atMost }) => {
    if (atLeast === undefined) return `d’au plus ${french.number(atMost ?? 0)}`;
    if (atMost === undefined) return `d’au moins ${french.number(atLeast)}`;
    return `comprise entre ${french.number(atLeast)} et ${french.number(atMost)}`;
  },
  beyond: ({ atLeast, atMost }) =>
    atLeast === undefined ? `supérieure à ${french.number(atMost ?? 0)}` : `inférieure à ${french.number(atLeast)}`,
};

const WORDS: Readonly<Record<Locale, Words & Pick<Grammar, 'quote'>>> = {
  en: { ...ENGLISH, quote: english.quote },
  fr: { ...FRENCH, quote: french.quote },
};

const nameIn = (names: Names | undefined, id: string, locale: Locale): string =>
  (names && Object.hasOwn(names, id) ? names[id]?.[locale] : undefined) ?? id;

/** One phrase, whose opposite needs no "or": "is not moving forward at “Buyer” on “Journey”". */
const positionWords = (locale: Locale, names: DefinitionNames, rule: PositionRule, negated: boolean): string => {
  const words = WORDS[locale];
  const model = words.quote(nameIn(names.models, rule.model, locale));
  const stages = [rule.stage ?? []].flat().map((id) => words.quote(nameIn(names.stages[rule.model], id, locale)));
  const place = stages.length > 0 ? words.at(stages.join(words.or), stages.length > 1, model) : words.on(model);
  return rule.direction === undefined ? words.is(place, negated) : words.moves[rule.direction](place, negated);
};

/** Null where the opposite would be one of several things. */
const strengthWords = (locale: Locale, { broken, ...bounds }: StrengthRule, negated: boolean): string | null => {
  const words = WORDS[locale];
  const bounded = [bounds.atLeast, bounds.atMost].filter((bound) => bound !== undefined).length;
  if (!negated) return words.relationship(broken, bounded > 0 ? words.bounds(bounds) : '');
  if (broken !== undefined) return bounded > 0 ? null : words.relationship(!broken, '');
  return bounded > 1 ? null : words.relationship(undefined, words.beyond(bounds));
};

/** A question about another definition in words; null where its opposite takes a sentence of its own. */
export const describeReference = (
  rule: ReferenceRule,
  locale: Locale,
  names: DefinitionNames,
  negated: boolean,
): string | null => {
  const words = WORDS[locale];
  if ('position' in rule) return positionWords(locale, names, rule.position, negated);
  if ('segment' in rule) return words.segment(words.quote(nameIn(names.segments, rule.segment, locale)), negated);
  if ('persona' in rule) return words.persona(words.quote(nameIn(names.personas, rule.persona, locale)), negated);
  return strengthWords(locale, rule.strength, negated);
};
