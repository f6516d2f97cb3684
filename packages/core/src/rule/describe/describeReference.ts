import type { Definitions } from '../../definitions/schema.js';
import type { Bilingual } from '../../lifecycle/schema.js';
import type { Direction } from '../../position/types.js';
import type { PositionRule, ReferenceRule, StrengthRule } from '../schema.js';
import type { Locale } from './grammar.js';

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

interface Words {
  readonly quote: (text: string) => string;
  readonly or: string;
  readonly and: string;
  readonly in: (stages: string, model: string, negated: boolean) => string;
  readonly onModel: (model: string, negated: boolean) => string;
  readonly direction: Readonly<Record<Direction, string>>;
  readonly segment: (name: string, negated: boolean) => string;
  readonly persona: (name: string, negated: boolean) => string;
  readonly strength: (bounds: string) => string;
  readonly broken: (broken: boolean) => string;
  readonly atLeast: (bound: number) => string;
  readonly atMost: (bound: number) => string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    quote: (text) => `“${text}”`,
    or: ' or ',
    and: ' and ',
    in: (stages, model, negated) => `is${negated ? ' not' : ''} at ${stages} on ${model}`,
    onModel: (model, negated) => (negated ? `has not entered ${model}` : `has entered ${model}`),
    direction: { advancing: 'advancing', steady: 'steady', receding: 'falling back' },
    segment: (name, negated) => `is${negated ? ' not' : ''} in the segment ${name}`,
    persona: (name, negated) => `is${negated ? ' not' : ''} of the persona ${name}`,
    strength: (bounds) => `has a relationship strength of ${bounds}`,
    broken: (broken) => (broken ? 'has a broken relationship' : 'has no broken relationship'),
    atLeast: (bound) => `at least ${bound}`,
    atMost: (bound) => `at most ${bound}`,
  },
  fr: {
    quote: (text) => `« ${text} »`,
    or: ' ou ',
    and: ' et ',
    in: (stages, model, negated) => `${negated ? 'n’est pas' : 'est'} à ${stages} sur ${model}`,
    onModel: (model, negated) => (negated ? `n’est pas entré dans ${model}` : `est entré dans ${model}`),
    direction: { advancing: 'avance', steady: 'est stable', receding: 'recule' },
    segment: (name, negated) => `${negated ? 'n’est pas' : 'est'} dans le segment ${name}`,
    persona: (name, negated) => `${negated ? 'n’est pas' : 'est'} de la persona ${name}`,
    strength: (bounds) => `a une relation d’une force ${bounds}`,
    broken: (broken) => (broken ? 'a une relation rompue' : 'n’a pas de relation rompue'),
    atLeast: (bound) => `d’au moins ${bound}`,
    atMost: (bound) => `d’au plus ${bound}`,
  },
};

const nameIn = (names: Names | undefined, id: string, locale: Locale): string =>
  (names && Object.hasOwn(names, id) ? names[id]?.[locale] : undefined) ?? id;

const directionClause = (locale: Locale, direction: Direction, negated: boolean): string => {
  const said = WORDS[locale].direction[direction];
  if (locale === 'en') return negated ? `not ${said}` : said;
  return negated ? `n’y est pas « ${said} »` : `y ${said}`;
};

const positionWords = (locale: Locale, names: DefinitionNames, rule: PositionRule, negated: boolean): string => {
  const words = WORDS[locale];
  const model = words.quote(nameIn(names.models, rule.model, locale));
  const stages = [rule.stage ?? []].flat().map((id) => words.quote(nameIn(names.stages[rule.model], id, locale)));
  const place = stages.length > 0 ? words.in(stages.join(words.or), model, negated) : words.onModel(model, negated);
  if (rule.direction === undefined) return place;
  return `${place}${negated ? words.or : words.and}${directionClause(locale, rule.direction, negated)}`;
};

const strengthWords = (locale: Locale, { atLeast, atMost, broken }: StrengthRule): string => {
  const words = WORDS[locale];
  const bounds = [
    ...(atLeast === undefined ? [] : [words.atLeast(atLeast)]),
    ...(atMost === undefined ? [] : [words.atMost(atMost)]),
  ].join(words.and);
  const said = [...(bounds ? [words.strength(bounds)] : []), ...(broken === undefined ? [] : [words.broken(broken)])];
  return said.join(words.and);
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
  return negated ? null : strengthWords(locale, rule.strength);
};
