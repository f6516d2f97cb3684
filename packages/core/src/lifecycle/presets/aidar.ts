import type { Model } from '../schema.js';
import {
  any,
  anyEvent,
  BOUGHT,
  COMPLAINT,
  did,
  KNOWN,
  ONLY_PURCHASE_UNDONE,
  quiet,
  RECOMMENDS,
  UNSUBSCRIBES,
  VISITS,
} from './parts.js';

/** Target to ambassador, one kind of action per stage (000.2, 000.3). */
export const aidar: Model = {
  id: 'aidar',
  name: { en: 'Lifecycle and AIDAR', fr: 'Cycle de vie et AIDAR' },
  description: {
    en: 'Five stages, from the person you aim at to the one who speaks for you. Each calls for one kind of action: attention, interest, desire, action, recommendation.',
    fr: 'Cinq étapes, de la personne que vous visez à celle qui parle pour vous. Chacune appelle un type d’action : attention, intérêt, désir, action, recommandation.',
  },
  stages: [
    {
      id: 'target',
      name: { en: 'Target', fr: 'Cible' },
      objective: {
        en: 'Be noticed by people you know of and who have not visited you yet.',
        fr: 'Se faire remarquer de personnes que vous connaissez et qui ne vous ont pas encore rendu visite.',
      },
      action: 'attention',
      enter: anyEvent(...KNOWN),
      leave: [],
    },
    {
      id: 'visitor',
      name: { en: 'Visitor', fr: 'Visiteur' },
      objective: {
        en: 'Arouse interest: give visitors a reason to stay, look around and come back.',
        fr: 'Susciter l’intérêt : donner aux visiteurs une raison de rester, de regarder et de revenir.',
      },
      action: 'interest',
      enter: anyEvent(...VISITS),
      leave: [{ when: quiet('P60D'), to: 'target' }],
    },
    {
      id: 'prospect',
      name: { en: 'Prospect', fr: 'Prospect' },
      objective: {
        en: 'Turn interest into desire: help prospects choose and lift their last doubts.',
        fr: 'Transformer l’intérêt en désir : aider les prospects à choisir et lever leurs derniers doutes.',
      },
      action: 'desire',
      enter: any(
        anyEvent(
          'Signed Up',
          'Product Added',
          'Product Added to Wishlist',
          'Checkout Started',
          'Coupon Applied',
          'Quote Requested',
        ),
        did('Product Viewed', 3),
      ),
      leave: [
        { when: UNSUBSCRIBES, to: 'visitor' },
        { when: quiet('P45D'), to: 'visitor' },
      ],
    },
    {
      id: 'customer',
      name: { en: 'Customer', fr: 'Client' },
      objective: {
        en: 'Get the purchase made, and make it one that customers are glad of.',
        fr: 'Obtenir l’achat, et faire en sorte que les clients s’en félicitent.',
      },
      action: 'action',
      enter: BOUGHT,
      leave: [
        { when: ONLY_PURCHASE_UNDONE, to: 'prospect' },
        { when: quiet('P90D'), to: 'prospect' },
      ],
    },
    {
      id: 'ambassador',
      name: { en: 'Ambassador', fr: 'Ambassadeur' },
      objective: {
        en: 'Have delighted customers recommend you, and thank them for it.',
        fr: 'Amener les clients enchantés à vous recommander, et les en remercier.',
      },
      action: 'recommendation',
      enter: RECOMMENDS,
      leave: [
        { when: COMPLAINT, to: 'customer' },
        { when: quiet('P180D'), to: 'customer' },
      ],
    },
  ],
};
