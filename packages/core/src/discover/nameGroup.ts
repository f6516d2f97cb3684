import type { Bilingual } from '../lifecycle/schema.js';
import type { Amount, Apart, Feature } from './feature.js';

type Phrases = readonly [more: Bilingual, less: Bilingual];
const both = (en: string, fr: string): Bilingual => ({ en, fr });

const AMOUNT_PHRASES: Readonly<Record<Amount, Phrases>> = {
  interactions: [both('Very active', 'Très actifs'), both('Seldom active', 'Peu actifs')],
  days: [both('There on many days', 'Présents souvent'), both('There on few days', 'Présents rarement')],
  recency: [both('Gone quiet', 'Devenus silencieux'), both('Active lately', 'Actifs récemment')],
  orders: [both('Frequent buyers', 'Acheteurs fréquents'), both('Seldom buying', 'Acheteurs rares')],
  spent: [both('Big spenders', 'Gros budgets'), both('Small spenders', 'Petits budgets')],
  discounted: [both('Fond of discounts', 'Amateurs de remises'), both('Without discounts', 'Sans remises')],
  products: [both('Varied tastes', 'Goûts variés'), both('Few products', 'Peu de produits')],
};
const PART_PHRASES: Readonly<Record<string, Bilingual>> = {
  night: both('At night', 'La nuit'),
  morning: both('In the morning', 'Le matin'),
  afternoon: both('In the afternoon', 'L’après-midi'),
  evening: both('In the evening', 'Le soir'),
  weekdays: both('On weekdays', 'En semaine'),
  weekend: both('At weekends', 'Le week-end'),
};

/** Below this a difference is small (Cohen 1988), and no name is made of it. */
const TELLING = 0.3;
const MOST_DESCRIBED = 4;
/** More sets a group apart more plainly than less does. */
const LESS_COUNTS = 0.6;
const LONGEST_LABEL = 40;

const short = (text: string): string => (text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1)}…`);

const phraseOf = ({ kind, name, label }: Feature, effect: number): Bilingual => {
  if (kind === 'amount') return AMOUNT_PHRASES[name as Amount][effect > 0 ? 0 : 1];
  const part = PART_PHRASES[name];
  if (part && (kind === 'hour' || kind === 'week'))
    return effect > 0 ? part : both(`Seldom ${part.en.toLowerCase()}`, `Rarement ${part.fr.toLowerCase()}`);
  const [en, fr] = [`“${short(label.en)}”`, `« ${short(label.fr)} »`];
  return effect > 0 ? both(`Much ${en}`, `Beaucoup de ${fr}`) : both(`Little ${en}`, `Peu de ${fr}`);
};

/** Those a name or a description can be made of: clearly apart, no part that is all others. */
const telling = (features: readonly Feature[], apart: readonly Apart[]): (Apart & { of: Feature })[] =>
  apart.flatMap((one) => {
    const of = features[one.feature];
    return of && of.name !== '' && Math.abs(one.effect) >= TELLING ? [{ ...one, of }] : [];
  });

const weightOf = ({ effect }: Apart): number => (effect > 0 ? effect : -effect * LESS_COUNTS);

/** How much somebody does tells again on how many days, and how much was bought again what was spent. */
const RELATED: Readonly<Record<string, string>> = { days: 'interactions', spent: 'orders' };
const subjectOf = ({ kind, name }: Feature): string => (kind === 'amount' ? (RELATED[name] ?? name) : kind);

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** [DISC-5] A name of the two features that set a group apart most, of different subjects; unlike the names taken. */
export const nameGroup = (
  features: readonly Feature[],
  apart: readonly Apart[],
  taken: readonly Bilingual[],
): Bilingual => {
  const ranked = telling(features, apart).sort((a, b) => weightOf(b) - weightOf(a));
  const chosen = ranked.filter(
    ({ of }, at) => ranked.findIndex((other) => subjectOf(other.of) === subjectOf(of)) === at,
  );
  const nameOf = (parts: typeof chosen): Bilingual => {
    const phrases = parts.map(({ of, effect }) => phraseOf(of, effect));
    const [en, fr] = [phrases.map((one) => one.en), phrases.map((one) => one.fr)];
    const joined = (texts: string[]): string => texts.map((text, at) => (at === 0 ? text : lower(text))).join(', ');
    return en.length === 0 ? both('Like most', 'Comme la plupart') : both(joined(en), joined(fr));
  };
  const isTaken = ({ en }: Bilingual): boolean => taken.some((one) => one.en === en);
  const candidates = [chosen.slice(0, 2), chosen.slice(0, 3), [...chosen.slice(0, 1), ...chosen.slice(2, 3)]];
  const free = candidates.map(nameOf).find((name) => !isTaken(name));
  if (free) return free;
  const base = nameOf(chosen.slice(0, 2));
  let count = 2;
  while (isTaken(both(`${base.en} (${count})`, ''))) count += 1;
  return both(`${base.en} (${count})`, `${base.fr} (${count})`);
};

type Locale = keyof Bilingual;

/** Medians of amounts and means of shares; the others' in brackets. */
const BEGIN: Readonly<Record<Locale, string>> = {
  en: 'Typically, with the others in brackets: ',
  fr: 'Typiquement, et entre parenthèses les autres : ',
};
const SHARE: Readonly<Record<Locale, string>> = { en: ' of what they do', fr: ' de ce qu’ils font' };

const numberIn = (locale: Locale, { kind, name }: Feature, currency: string) => {
  if (kind !== 'amount') return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (name !== 'spent') return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  } catch {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  }
};

/** [DISC-5] What sets a group apart, with numbers, in both languages. */
export const describeGroup = (features: readonly Feature[], apart: readonly Apart[], currency: string): Bilingual => {
  const told = telling(features, apart).slice(0, MOST_DESCRIBED);
  const inLanguage = (locale: Locale): string => {
    const parts = told.map(({ of, inside, outside }) => {
      const number = numberIn(locale, of, currency);
      const share = of.kind === 'amount' ? '' : SHARE[locale];
      const plain = of.kind === 'amount' || of.kind === 'hour' || of.kind === 'week';
      const name = plain ? lower(of.label[locale]) : short(of.label[locale]);
      return `${name} ${number.format(inside)}${share} (${number.format(outside)})`;
    });
    return `${BEGIN[locale]}${parts.join(', ')}.`;
  };
  return told.length === 0
    ? both(
        'They differ little from the others in any one thing.',
        'Rien, pris seul, ne les distingue guère des autres.',
      )
    : both(inLanguage('en'), inLanguage('fr'));
};
