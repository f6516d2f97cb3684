import type { Rule } from '../../rule/schema.js';
import type { Model } from '../schema.js';
import { all, any, anyEvent, did, didWithin, KNOWN, ONLY_PURCHASE_UNDONE, PRAISE, quiet, VISITS } from './parts.js';

/** Nothing tells that most products are used, so ten days without a return count as use. */
const SETTLED: Rule = all(did('Order Completed'), { not: didWithin('Order Completed', 'P10D') });

const TROUBLE: Rule = any(
  ...['Product Returned', 'Order Refunded', 'Support Ticket Opened'].map((event) => didWithin(event, 'PT1H')),
);

/** Looking again once served, not around an order or a review: a complementary need. */
const NEW_NEED: Rule = all(
  any(
    ...['Products Searched', 'Product Viewed', 'Coupon Applied', 'Coupon Redeemed'].map((event) =>
      didWithin(event, 'P1D'),
    ),
  ),
  { not: didWithin('Order Completed', 'P7D') },
  { not: didWithin('Product Reviewed', 'P7D') },
);

/** From the discovery of a need to its satisfaction, before, during and after the purchase (004.1, 004.3). */
export const relationship: Model = {
  id: 'relationship',
  name: { en: 'Relationship journey', fr: 'Parcours relationnel' },
  description: {
    en: 'From the discovery of a need to its satisfaction. The purchase begins the relationship, use is its moment of truth, and a satisfied need lets the next one be heard.',
    fr: 'De la découverte d’un besoin à sa satisfaction. L’achat ouvre la relation, l’usage en est le moment de vérité, et un besoin satisfait laisse entendre le suivant.',
  },
  stages: [
    {
      id: 'discovery',
      name: { en: 'Discovery', fr: 'Découverte' },
      objective: {
        en: 'Help people put a name on a need. Short videos and stories do it best.',
        fr: 'Aider à mettre un nom sur un besoin. Vidéos courtes et récits y réussissent le mieux.',
      },
      action: 'attention',
      enter: anyEvent(...KNOWN, ...VISITS),
      leave: [],
    },
    {
      id: 'information',
      name: { en: 'Information', fr: 'Information' },
      objective: {
        en: 'Teach without selling: guides, and an e-mail series to those who ask.',
        fr: 'Instruire sans vendre : des guides, et une série d’e-mails à qui la demande.',
      },
      action: 'interest',
      enter: anyEvent(
        'Products Searched',
        'Product List Viewed',
        'Email Link Clicked',
        'Guide Downloaded',
        'Video Playback Completed',
        'Signed Up',
        'Store Visited',
      ),
      leave: [{ when: quiet('P60D'), to: 'discovery' }],
    },
    {
      id: 'evaluation',
      name: { en: 'Evaluation', fr: 'Évaluation' },
      objective: {
        en: 'Let people compare: filters, comparison tools, recommendations that fit.',
        fr: 'Permettre de comparer : filtres, comparateurs, recommandations qui tombent juste.',
      },
      action: 'desire',
      enter: any(
        anyEvent('Product List Filtered', 'Products Compared', 'Product Added to Wishlist'),
        did('Product Viewed', 3),
      ),
      leave: [{ when: quiet('P45D'), to: 'information' }],
    },
    {
      id: 'choice',
      name: { en: 'Choice', fr: 'Choix' },
      objective: {
        en: 'Reassure: testimonials, ratings, clear prices, an easy exchange.',
        fr: 'Rassurer : témoignages, notes, prix clairs, échange facile.',
      },
      action: 'desire',
      enter: anyEvent('Product Added', 'Checkout Started', 'Coupon Applied', 'Coupon Redeemed', 'Quote Requested'),
      leave: [{ when: quiet('P21D'), to: 'evaluation' }],
    },
    {
      id: 'purchase',
      name: { en: 'Purchase', fr: 'Achat' },
      objective: {
        en: 'Keep the promise: confirm, deliver, help with the first steps.',
        fr: 'Tenir la promesse : confirmer, livrer, aider aux premiers pas.',
      },
      action: 'action',
      enter: did('Order Completed'),
      leave: [
        { when: ONLY_PURCHASE_UNDONE, to: 'evaluation' },
        { when: quiet('P90D'), to: 'evaluation' },
      ],
    },
    {
      id: 'use',
      name: { en: 'Use', fr: 'Usage' },
      objective: {
        en: 'See that the product serves its owner well; help at the first sign that it does not.',
        fr: 'Veiller à ce que le produit serve bien son propriétaire ; aider au premier signe du contraire.',
      },
      action: 'action',
      enter: any(anyEvent('Order Delivered', 'Order Exchanged', 'Support Ticket Solved', 'Product Used'), SETTLED),
      leave: [
        { when: TROUBLE, to: 'purchase' },
        { when: quiet('P90D'), to: 'information' },
      ],
    },
    {
      id: 'satisfaction',
      name: { en: 'Satisfaction', fr: 'Satisfaction' },
      objective: {
        en: 'Hear that the need is met, make it known, and be there for the one that follows.',
        fr: 'Entendre que le besoin est satisfait, le faire savoir, et être là pour le suivant.',
      },
      action: 'recommendation',
      enter: any(
        PRAISE,
        { last: { event: 'Survey Answered', property: 'score', gte: 8 } },
        anyEvent('Referral Sent'),
        did('Order Completed', 4),
      ),
      leave: [
        { when: NEW_NEED, to: 'discovery', kind: 'cycle' },
        { when: quiet('P90D'), to: 'use' },
      ],
    },
  ],
};
