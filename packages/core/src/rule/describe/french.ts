import { durationParts, type Unit } from './duration.js';
import type { Amount, Grammar, Operator } from './grammar.js';

const number = (value: number): string => new Intl.NumberFormat('fr', { maximumFractionDigits: 6 }).format(value);
const quote = (text: string): string => `« ${text} »`;

const UNITS: Readonly<Record<Unit, readonly [one: string, many: string, feminine: boolean]>> = {
  year: ['an', 'ans', false],
  month: ['mois', 'mois', false],
  day: ['jour', 'jours', false],
  hour: ['heure', 'heures', true],
  minute: ['minute', 'minutes', true],
  second: ['seconde', 'secondes', true],
};

const span: Grammar['span'] = (duration) =>
  durationParts(duration)
    .map(([count, unit]) => `${number(count)} ${UNITS[unit][count > 1 ? 1 : 0]}`)
    .join(' et ');

const window: Grammar['window'] = (duration) => {
  const [part, ...others] = durationParts(duration);
  if (!part || others.length > 0) return `dans les ${span(duration)} écoulés`;
  const [count, unit] = part;
  if (unit === 'year' && count === 1) return 'au cours de la dernière année';
  if (unit === 'year') return `au cours des ${number(count)} dernières années`;
  const [one, many, feminine] = UNITS[unit];
  if (count === 1) return feminine ? `au cours de la dernière ${one}` : `au cours du dernier ${one}`;
  return `au cours des ${number(count)} ${feminine ? 'dernières' : 'derniers'} ${many}`;
};

const amount = (atLeast: number | undefined, atMost: number | undefined): Amount => {
  const most = atMost ?? atLeast ?? 1;
  const plural = most >= 2;
  if (atLeast === undefined) return { text: `au plus ${number(most)}`, plural };
  if (atMost === undefined) return { text: `au moins ${number(atLeast)}`, plural };
  if (atLeast === atMost) return { text: `exactement ${number(atMost)}`, plural };
  return { text: `entre ${number(atLeast)} et ${number(atMost)}`, plural };
};

/** Articles and nouns of the properties that rules most often name: un total, une note. */
const NAMES: Readonly<Record<string, readonly ['un' | 'une', string]>> = {
  total: ['un', 'total'],
  subtotal: ['un', 'sous-total'],
  revenue: ['un', 'chiffre d’affaires'],
  price: ['un', 'prix'],
  value: ['une', 'valeur'],
  discount: ['une', 'remise'],
  quantity: ['une', 'quantité'],
  rating: ['une', 'note'],
  score: ['une', 'note'],
  currency: ['une', 'devise'],
  coupon: ['un', 'code promo'],
  coupon_id: ['un', 'code promo'],
  product_id: ['un', 'produit'],
  order_id: ['une', 'commande'],
  promotion_id: ['une', 'promotion'],
  category: ['une', 'catégorie'],
  department: ['un', 'rayon'],
  brand: ['une', 'marque'],
  name: ['un', 'nom'],
  title: ['un', 'titre'],
  query: ['une', 'recherche'],
  url: ['une', 'adresse'],
  path: ['un', 'chemin'],
  store: ['un', 'magasin'],
  platform: ['une', 'plateforme'],
  country: ['un', 'pays'],
  city: ['une', 'ville'],
  email: ['une', 'adresse e-mail'],
  age: ['un', 'âge'],
  income: ['un', 'revenu'],
  household_size: ['une', 'taille de foyer'],
  plan: ['une', 'formule'],
};

const definite = (article: 'un' | 'une', noun: string): string =>
  /^[aeiouâéè]/.test(noun) ? `l’${noun}` : `${article === 'un' ? 'le' : 'la'} ${noun}`;

const OPERATORS: Readonly<Record<Operator, string>> = {
  gt: 'de plus de',
  gte: 'd’au moins',
  lt: 'de moins de',
  lte: 'd’au plus',
  notEquals: 'autre que',
  in: 'parmi',
  contains: 'contenant',
  startsWith: 'commençant par',
};

export const french: Grammar = {
  and: ' et ',
  or: ' ou ',
  then: ' puis ',
  quote,
  number,
  yes: (value) => (value ? 'oui' : 'non'),
  amount,
  window,
  span,
  unknown: (label, times) => {
    if (times === 'once') return `a fait ${quote(label)}`;
    if (times === 'never') return `n’a pas fait ${quote(label)}`;
    return `a fait ${quote(label)} ${times.text} fois`;
  },
  property: (name) => {
    const own = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    const [article, noun] = own ?? (['une', `valeur de ${quote(name)}`] as const);
    return { a: `${article} ${noun}`, the: definite(article, noun), bare: noun };
  },
  operator: (operator, value) => `${OPERATORS[operator]} ${value}`,
  having: (conditions, each) => `avec ${each ? 'chaque fois ' : ''}${conditions}`,
  lacking: (property) => `aucune information « ${property} »`,
  time: (which, conditions) => `(la ${which === 'last' ? 'dernière' : 'première'} fois avec ${conditions})`,
  notTime: (which, conditions) => `(ou, la ${which === 'last' ? 'dernière' : 'première'} fois, sans ${conditions})`,
  sum: (what, event) => `cumule ${what} sur ${quote(event)}`,
  average: (what, event) => `a en moyenne ${what} sur ${quote(event)}`,
  distinct: ({ text, plural }, property, event) =>
    `a ${text} valeur${plural ? 's' : ''} différente${plural ? 's' : ''} de ${quote(property)} sur ${quote(event)}`,
  between: ({ atLeast, atMost }) =>
    [
      ...(atLeast === undefined ? [] : [`d’au moins ${number(atLeast)}`]),
      ...(atMost === undefined ? [] : [`d’au plus ${number(atMost)}`]),
    ].join(' et '),
  silent: (time) => `n’a rien fait depuis ${time}`,
  active: (time) => `a été actif ${time}`,
  since: (time) => `depuis ${time}`,
  inAll: (time) => `en ${time} au total`,
  profile: (conditions) => `a, dans son profil, ${conditions}`,
  profileLacks: (property) => `n’a pas d’information « ${property} » dans son profil`,
  untrue: (sentence) => `il n’est pas vrai que le client ${sentence}`,
};
