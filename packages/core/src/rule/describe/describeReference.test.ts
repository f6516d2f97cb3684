import { describe, expect, it } from 'vitest';
import { type Definitions, noDefinitions } from '../../definitions/schema.js';
import type { Rule } from '../schema.js';
import { namesOf, noNames } from './describeReference.js';
import { describeRule } from './describeRule.js';

const stage = (id: string, en: string, fr: string) => ({
  id,
  name: { en, fr },
  objective: { en, fr },
  action: 'action' as const,
  enter: { did: { event: 'A' } },
  leave: [],
});
const definitions: Definitions = {
  ...noDefinitions,
  models: [
    {
      id: 'shop',
      name: { en: 'Shop journey', fr: 'Parcours d’achat' },
      description: { en: 'd', fr: 'd' },
      stages: [stage('buyer', 'Buyer', 'Acheteur'), stage('loyal', 'Loyal', 'Fidèle')],
    },
  ],
  segments: [{ id: 'vip', name: { en: 'Best customers', fr: 'Meilleurs clients' }, rule: { did: { event: 'A' } } }],
  personas: {
    personas: [{ id: 'family', name: { en: 'Families', fr: 'Familles' }, rule: { did: { event: 'A' } } }],
    fallback: { id: 'other', name: { en: 'Others', fr: 'Autres' } },
  },
};
const names = namesOf(definitions);

const position = (part: object): Rule => ({ position: { model: 'shop', ...part } });
const strength = (part: object): Rule => ({ strength: part });

const CASES: readonly [rule: Rule, en: string, fr: string, notEn: string, notFr: string][] = [
  [
    position({}),
    'is on “Shop journey”',
    'est sur « Parcours d’achat »',
    'is not on “Shop journey”',
    'n’est pas sur « Parcours d’achat »',
  ],
  [
    position({ stage: 'buyer' }),
    'is at “Buyer” on “Shop journey”',
    'est à l’étape « Acheteur » de « Parcours d’achat »',
    'is not at “Buyer” on “Shop journey”',
    'n’est pas à l’étape « Acheteur » de « Parcours d’achat »',
  ],
  [
    position({ stage: ['buyer', 'loyal'] }),
    'is at “Buyer” or “Loyal” on “Shop journey”',
    'est à l’une des étapes « Acheteur » ou « Fidèle » de « Parcours d’achat »',
    'is not at “Buyer” or “Loyal” on “Shop journey”',
    'n’est pas à l’une des étapes « Acheteur » ou « Fidèle » de « Parcours d’achat »',
  ],
  [
    position({ stage: 'buyer', direction: 'receding' }),
    'is slipping back at “Buyer” on “Shop journey”',
    'recule à l’étape « Acheteur » de « Parcours d’achat »',
    'is not slipping back at “Buyer” on “Shop journey”',
    'ne recule pas à l’étape « Acheteur » de « Parcours d’achat »',
  ],
  [
    position({ direction: 'advancing' }),
    'is moving forward on “Shop journey”',
    'avance sur « Parcours d’achat »',
    'is not moving forward on “Shop journey”',
    'n’avance pas sur « Parcours d’achat »',
  ],
  [
    position({ direction: 'steady' }),
    'is steady on “Shop journey”',
    'est stable sur « Parcours d’achat »',
    'is not steady on “Shop journey”',
    'n’est pas stable sur « Parcours d’achat »',
  ],
  [
    { segment: 'vip' },
    'is in the segment “Best customers”',
    'est dans le segment « Meilleurs clients »',
    'is not in the segment “Best customers”',
    'n’est pas dans le segment « Meilleurs clients »',
  ],
  [
    { persona: 'other' },
    'is of the persona “Others”',
    'correspond au persona « Autres »',
    'is not of the persona “Others”',
    'ne correspond pas au persona « Autres »',
  ],
  [
    strength({ atLeast: 60.5 }),
    'has a relationship strength of at least 60.5',
    'a une relation d’une force d’au moins 60,5',
    'has a relationship strength below 60.5',
    'a une relation d’une force inférieure à 60,5',
  ],
  [
    strength({ atMost: 40 }),
    'has a relationship strength of at most 40',
    'a une relation d’une force d’au plus 40',
    'has a relationship strength above 40',
    'a une relation d’une force supérieure à 40',
  ],
  [
    strength({ atLeast: 40, atMost: 60 }),
    'has a relationship strength between 40 and 60',
    'a une relation d’une force comprise entre 40 et 60',
    'it is not true that the customer has a relationship strength between 40 and 60',
    'il n’est pas vrai que le client a une relation d’une force comprise entre 40 et 60',
  ],
  [
    strength({ broken: true }),
    'has a broken relationship',
    'a une relation rompue',
    'has an unbroken relationship',
    'a une relation non rompue',
  ],
  [
    strength({ broken: false, atLeast: 30 }),
    'has an unbroken relationship with a strength of at least 30',
    'a une relation non rompue d’une force d’au moins 30',
    'it is not true that the customer has an unbroken relationship with a strength of at least 30',
    'il n’est pas vrai que le client a une relation non rompue d’une force d’au moins 30',
  ],
];

describe('references in words', () => {
  it.each(CASES)('%j', (rule, en, fr, notEn, notFr) => {
    expect(describeRule(rule, 'en', {}, names)).toBe(en);
    expect(describeRule(rule, 'fr', {}, names)).toBe(fr);
    expect(describeRule({ not: rule }, 'en', {}, names)).toBe(notEn);
    expect(describeRule({ not: rule }, 'fr', {}, names)).toBe(notFr);
  });

  it('says ids where there are no names', () => {
    const rule: Rule = { any: [position({ stage: 'buyer' }), { segment: 'constructor' }] };
    expect(describeRule(rule, 'en', {}, noNames)).toBe('is at “buyer” on “shop” or is in the segment “constructor”');
  });
});
