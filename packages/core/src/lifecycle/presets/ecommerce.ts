import type { Rule, Sequence } from '../../rule/schema.js';
import type { Model } from '../schema.js';
import {
  any,
  anyEvent,
  BOUGHT,
  COMPLAINT,
  did,
  inOrder,
  KNOWN,
  ONLY_PURCHASE_UNDONE,
  quiet,
  RECOMMENDS,
  UNSUBSCRIBES,
  VISITS,
} from './parts.js';

const praised: Sequence['steps'][number] = { event: 'Product Reviewed', where: [{ property: 'rating', gte: 4 }] };

const BUYS_AFTER_RECOMMENDING: Rule = any(
  { sequence: { steps: [praised, { event: 'Order Completed' }] } },
  inOrder('Referral Sent', 'Order Completed'),
  inOrder('Order Completed', 'Product Shared', 'Order Completed'),
);

/** Reach, acquire, develop, retain, advocate, and round again (001.1, 001.7). */
export const ecommerce: Model = {
  id: 'ecommerce',
  name: { en: 'E-commerce lifecycle', fr: 'Cycle de vie e-commerce' },
  description: {
    en: 'How an online shop reaches people, acquires them, develops and retains them until they speak for it. The cycle turns: an advocate who buys again is retained anew, and a silent customer slips back.',
    fr: 'Comment une boutique en ligne touche des personnes, les acquiert, les développe et les fidélise jusqu’à ce qu’elles parlent pour elle. Le cycle tourne : l’ambassadeur qui rachète est fidélisé à nouveau, le client silencieux recule.',
  },
  stages: [
    {
      id: 'reach',
      name: { en: 'Reach', fr: 'Portée' },
      objective: {
        en: 'Be where future customers look, and know what brought each of them.',
        fr: 'Être là où regardent les futurs clients, et savoir ce qui a amené chacun d’eux.',
      },
      action: 'attention',
      enter: anyEvent(...KNOWN, ...VISITS),
      leave: [],
    },
    {
      id: 'acquire',
      name: { en: 'Acquire', fr: 'Acquisition' },
      objective: {
        en: 'Win an address, a basket, a reason to talk in person, and lead to the first order.',
        fr: 'Obtenir une adresse, un panier, une raison de parler personnellement, et mener à la première commande.',
      },
      action: 'interest',
      enter: anyEvent(
        'Signed Up',
        'Email Link Clicked',
        'Promotion Clicked',
        'Product Added to Wishlist',
        'Product Added',
        'Checkout Started',
        'Coupon Applied',
      ),
      leave: [
        { when: UNSUBSCRIBES, to: 'reach' },
        { when: quiet('P60D'), to: 'reach' },
      ],
    },
    {
      id: 'develop',
      name: { en: 'Develop', fr: 'Développement' },
      objective: {
        en: 'After the first purchase, check satisfaction, listen, and propose what goes with it.',
        fr: 'Après le premier achat, s’assurer de la satisfaction, écouter et proposer ce qui le complète.',
      },
      action: 'desire',
      enter: BOUGHT,
      leave: [
        { when: ONLY_PURCHASE_UNDONE, to: 'acquire' },
        { when: quiet('P120D'), to: 'acquire' },
      ],
    },
    {
      id: 'retain',
      name: { en: 'Retain', fr: 'Rétention' },
      objective: {
        en: 'Make buying again a habit, and win back the silent before they forget.',
        fr: 'Faire du rachat une habitude, et reconquérir les silencieux avant qu’ils n’oublient.',
      },
      action: 'action',
      enter: did('Order Completed', 2),
      leave: [{ when: quiet('P90D'), to: 'develop' }],
    },
    {
      id: 'advocate',
      name: { en: 'Advocate', fr: 'Recommandation' },
      objective: {
        en: 'Find those who love what they bought, invite them to say so, and reward them.',
        fr: 'Trouver ceux qui aiment ce qu’ils ont acheté, les inviter à le dire et les récompenser.',
      },
      action: 'recommendation',
      enter: RECOMMENDS,
      leave: [
        { when: COMPLAINT, to: 'retain' },
        {
          when: BUYS_AFTER_RECOMMENDING,
          to: 'retain',
          kind: 'cycle',
        },
        { when: quiet('P180D'), to: 'retain' },
      ],
    },
  ],
};
