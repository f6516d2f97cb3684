import { describe, expect, it } from 'vitest';
import { EVENT_LABELS } from '../../interaction/labels.js';
import type { Rule } from '../schema.js';
import { describeRule } from './describeRule.js';
import { describeStage } from './describeStage.js';
import { PHRASES } from './phrases.js';

const order = { event: 'Order Completed' };

const CASES: readonly [rule: Rule, en: string, fr: string][] = [
  [{ did: order }, 'placed an order', 'a passé une commande'],
  [
    { did: { ...order, atLeast: 2, within: 'P90D', where: [{ property: 'total', gte: 100 }] } },
    'placed at least 2 orders each with a total of at least 100 in the last 90 days',
    'a passé au moins 2 commandes avec chaque fois un total d’au moins 100 au cours des 90 derniers jours',
  ],
  [{ did: { ...order, atMost: 0 } }, 'placed no order', 'n’a passé aucune commande'],
  [{ did: { ...order, atMost: 1 } }, 'placed at most 1 order', 'a passé au plus 1 commande'],
  [{ did: { ...order, atLeast: 2, atMost: 2 } }, 'placed exactly 2 orders', 'a passé exactement 2 commandes'],
  [{ did: { ...order, atLeast: 2, atMost: 9 } }, 'placed between 2 and 9 orders', 'a passé entre 2 et 9 commandes'],
  [{ did: { event: 'Signed In', atLeast: 3 } }, 'signed in at least 3 times', 's’est connecté au moins 3 fois'],
  [{ did: { event: 'Quote Requested', atLeast: 2 } }, 'requested at least 2 quotes', 'a demandé au moins 2 devis'],
  [{ did: { event: 'Tea Poured' } }, 'did “Tea Poured”', 'a fait « Tea Poured »'],
  [
    { did: { event: 'Tea Poured', atLeast: 2 } },
    'did “Tea Poured” at least 2 times',
    'a fait « Tea Poured » au moins 2 fois',
  ],
  [{ not: { did: { event: 'Tea Poured' } } }, 'did not do “Tea Poured”', 'n’a pas fait « Tea Poured »'],
  [
    { did: { event: 'Page Viewed', within: 'PT1H', where: [{ property: 'name', contains: 'run' }] } },
    'viewed a page with a name containing “run” in the last hour',
    'a vu une page avec un nom contenant « run » au cours de la dernière heure',
  ],
  [
    { did: { event: 'Product Viewed', where: [{ property: 'category', in: ['a', 'b'] }], within: 'P1Y' } },
    'viewed a product with a category among “a”, “b” in the last year',
    'a vu un produit avec une catégorie parmi « a », « b » au cours de la dernière année',
  ],
  [
    { did: { event: 'Product Viewed', within: 'P1M15D' } },
    'viewed a product in the last 1 month and 15 days',
    'a vu un produit dans les 1 mois et 15 jours écoulés',
  ],
  [{ quiet: { for: 'P60D' } }, 'has done nothing for 60 days', 'n’a rien fait depuis 60 jours'],
  [
    { quiet: { for: 'P1M', event: 'Order Completed' } },
    'placed no order for 1 month',
    'n’a passé aucune commande depuis 1 mois',
  ],
  [{ not: { quiet: { for: 'P7D' } } }, 'was active in the last 7 days', 'a été actif au cours des 7 derniers jours'],
  [
    { sum: { ...order, property: 'total', atLeast: 500, within: 'P365D' } },
    'adds up to a total of at least 500 over “Order placed” in the last 365 days',
    'cumule un total d’au moins 500 sur « Commande passée » au cours des 365 derniers jours',
  ],
  [
    { average: { ...order, property: 'total', atLeast: 50, atMost: 99.5 } },
    'averages a total of at least 50 and of at most 99.5 over “Order placed”',
    'a en moyenne un total d’au moins 50 et d’au plus 99,5 sur « Commande passée »',
  ],
  [
    { distinct: { event: 'Product Viewed', property: 'category', atLeast: 3 } },
    'has at least 3 different values of category over “Product viewed”',
    'a au moins 3 valeurs différentes de « catégorie » sur « Produit vu »',
  ],
  [
    { last: { event: 'Product Reviewed', property: 'rating', gte: 4 } },
    'published a review (the last time with a rating of at least 4)',
    'a publié un avis (la dernière fois avec une note d’au moins 4)',
  ],
  [
    { not: { last: { event: 'Product Reviewed', property: 'rating', lte: 2 } } },
    'published no review (or, the last time, without a rating of at most 2)',
    'n’a publié aucun avis (ou, la dernière fois, sans une note d’au plus 2)',
  ],
  [
    { first: { event: 'Page Viewed', property: 'url', startsWith: 'https://shop' } },
    'viewed a page (the first time with a url starting with “https://shop”)',
    'a vu une page (la première fois avec une adresse commençant par « https://shop »)',
  ],
  [
    { sequence: { steps: [order, { event: 'Product Shared' }], within: 'P30D' } },
    'placed an order then shared a product within 30 days in all',
    'a passé une commande puis a partagé un produit en 30 jours au total',
  ],
  [
    { trait: { name: 'country', equals: 'FR' } },
    'has, in the profile, the country “FR”',
    'a, dans son profil, le pays « FR »',
  ],
  [
    { trait: { name: 'email', exists: false } },
    'has no email in the profile',
    'n’a pas d’information « adresse e-mail » dans son profil',
  ],
  [
    { trait: { name: 'vip', equals: true } },
    'has, in the profile, the vip = yes',
    'a, dans son profil, la valeur de « vip » = oui',
  ],
];

describe('describeRule', () => {
  it.each(CASES)('%j', (rule, en, fr) => {
    expect(describeRule(rule, 'en')).toBe(en);
    expect(describeRule(rule, 'fr')).toBe(fr);
  });

  it('brackets a list within a list of the other kind, and flattens one of the same', () => {
    const rule: Rule = {
      all: [
        { any: [{ did: order }, { any: [{ did: { event: 'Signed Up' } }, { did: { event: 'Product Added' } }] }] },
        { not: { did: { event: 'Unsubscribed' } } },
      ],
    };
    expect(describeRule(rule, 'en')).toBe(
      '(placed an order, signed up or added a product to the basket) and did not unsubscribe',
    );
    expect(describeRule(rule, 'fr')).toBe(
      '(a passé une commande, s’est inscrit ou a mis un produit au panier) et ne s’est pas désinscrit',
    );
    expect(describeRule({ not: rule }, 'en')).toMatch(/^it is not true that the customer \(\(placed an order/);
  });

  it('tells sequences with the same start at once', () => {
    const then = (event: string): Rule => ({ sequence: { steps: [order, { event }] } });
    expect(describeRule({ any: [then('Order Refunded'), then('Order Cancelled')] }, 'fr')).toBe(
      'a passé une commande puis (a été remboursé ou a annulé une commande)',
    );
  });

  it('uses the labels of the organisation for its own events', () => {
    const labels = { 'Tea Poured': { en: 'Tea served', fr: 'Thé servi' } };
    expect(describeRule({ did: { event: 'Tea Poured' } }, 'fr', labels)).toBe('a fait « Thé servi »');
  });

  it('survives event names that objects have', () => {
    expect(describeRule({ did: { event: 'constructor' } }, 'en')).toBe('did “constructor”');
    expect(describeRule({ sum: { event: '__proto__', property: 'toString', atLeast: 1 } }, 'fr')).toBe(
      'cumule une valeur de « toString » d’au moins 1 sur « __proto__ »',
    );
  });

  it('has three forms per language for every phrase, and a label for its event', () => {
    for (const [event, { en, fr }] of Object.entries(PHRASES)) {
      expect(en.split('|')).toHaveLength(3);
      expect(fr.split('|')).toHaveLength(3);
      expect(EVENT_LABELS).toHaveProperty([event]);
    }
  });
});

describe('describeStage', () => {
  it('says how a stage is entered and left, in both languages', () => {
    const text = { en: 'x', fr: 'x' };
    const words = describeStage({
      id: 'customer',
      name: text,
      objective: text,
      action: 'action',
      enter: { did: order },
      leave: [{ when: { quiet: { for: 'P90D' } }, to: 'prospect' }],
    });
    expect(words).toEqual({
      stage: 'customer',
      enter: { en: 'placed an order', fr: 'a passé une commande' },
      leave: [{ to: 'prospect', when: { en: 'has done nothing for 90 days', fr: 'n’a rien fait depuis 90 jours' } }],
    });
  });
});
