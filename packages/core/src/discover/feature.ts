import type { Bilingual } from '../lifecycle/schema.js';

/** How much people did, how long ago, and what it was worth. The first says how much. */
export const AMOUNTS = ['interactions', 'days', 'recency', 'orders', 'spent', 'discounted', 'products'] as const;
export type Amount = (typeof AMOUNTS)[number];
/** Of what people did, the shares of its parts. */
export const MIXES = ['event', 'touchpoint', 'category', 'hour', 'week'] as const;
export type Mix = (typeof MIXES)[number];
export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;
export const WEEK_PARTS = ['weekdays', 'weekend'] as const;

/** Something people differ in: an amount, or the share of one part of a mix. */
export interface Feature {
  readonly kind: 'amount' | Mix;
  /** Of an amount or of a part of the day or the week, its id; else an event, a touch point's id, a category; '' is all others. */
  readonly name: string;
  /** What people call it. */
  readonly label: Bilingual;
}

/** How much a group differs in a feature from the others: medians of amounts, means of shares, and their difference in standard deviations. */
export interface Apart {
  readonly feature: number;
  readonly inside: number;
  readonly outside: number;
  readonly effect: number;
}

const both = (en: string, fr: string): Bilingual => ({ en, fr });

export const AMOUNT_LABELS: Readonly<Record<Amount, Bilingual>> = {
  interactions: both('Interactions', 'Interactions'),
  days: both('Days with activity', 'Jours d’activité'),
  recency: both('Days since the last interaction', 'Jours depuis la dernière interaction'),
  orders: both('Orders', 'Commandes'),
  spent: both('Spent', 'Dépensé'),
  discounted: both('Orders with a discount', 'Commandes avec remise'),
  products: both('Different products viewed', 'Produits différents vus'),
};
export const PART_LABELS: Readonly<Record<(typeof DAY_PARTS)[number] | (typeof WEEK_PARTS)[number], Bilingual>> = {
  night: both('At night', 'La nuit'),
  morning: both('In the morning', 'Le matin'),
  afternoon: both('In the afternoon', 'L’après-midi'),
  evening: both('In the evening', 'Le soir'),
  weekdays: both('On weekdays', 'En semaine'),
  weekend: both('At weekends', 'Le week-end'),
};
export const OTHERS_LABEL: Bilingual = both('All others', 'Tout le reste');
