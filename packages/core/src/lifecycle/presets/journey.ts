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
  VISITS,
} from './parts.js';

/** The customer journey map: awareness to recommendation (003.2). */
export const journey: Model = {
  id: 'journey',
  name: { en: 'Customer journey', fr: 'Parcours client' },
  description: {
    en: 'The path of a customer as the customer lives it: becoming aware, considering, buying, staying, recommending. Returns and silence show where it hurts.',
    fr: 'Le chemin du client tel que le client le vit : découvrir, considérer, acheter, rester, recommander. Les retours et les silences montrent où le bât blesse.',
  },
  stages: [
    {
      id: 'awareness',
      name: { en: 'Awareness', fr: 'Prise de conscience' },
      objective: {
        en: 'Be known to those who have a need, at the moment they feel it.',
        fr: 'Être connu de ceux qui ont un besoin, au moment où ils le ressentent.',
      },
      action: 'attention',
      enter: anyEvent(...KNOWN, ...VISITS),
      leave: [],
    },
    {
      id: 'consideration',
      name: { en: 'Consideration', fr: 'Considération' },
      objective: {
        en: 'Be among the choices: answer questions, stand the comparison.',
        fr: 'Faire partie des choix possibles : répondre aux questions, soutenir la comparaison.',
      },
      action: 'desire',
      enter: any(
        anyEvent(
          'Product List Filtered',
          'Products Compared',
          'Product Added to Wishlist',
          'Product Added',
          'Checkout Started',
          'Signed Up',
          'Quote Requested',
        ),
        did('Product Viewed', 2),
      ),
      leave: [{ when: quiet('P45D'), to: 'awareness' }],
    },
    {
      id: 'purchase',
      name: { en: 'Purchase', fr: 'Achat' },
      objective: {
        en: 'Make buying and the days after it easy: delivery, service, exchange.',
        fr: 'Rendre faciles l’achat et les jours qui suivent : livraison, service, échange.',
      },
      action: 'action',
      enter: BOUGHT,
      leave: [
        { when: ONLY_PURCHASE_UNDONE, to: 'consideration' },
        { when: quiet('P120D'), to: 'consideration' },
      ],
    },
    {
      id: 'loyalty',
      name: { en: 'Loyalty', fr: 'Fidélité' },
      objective: {
        en: 'Give reasons to come back: service, privileges, the feeling of belonging.',
        fr: 'Donner des raisons de revenir : le service, les privilèges, le sentiment d’appartenir.',
      },
      action: 'action',
      enter: any(inOrder('Order Completed', 'Loyalty Program Joined'), did('Order Completed', 3)),
      leave: [{ when: quiet('P90D'), to: 'purchase' }],
    },
    {
      id: 'recommendation',
      name: { en: 'Recommendation', fr: 'Recommandation' },
      objective: {
        en: 'Help delighted customers tell others, and welcome those they bring.',
        fr: 'Aider les clients enchantés à en parler, et accueillir ceux qu’ils amènent.',
      },
      action: 'recommendation',
      enter: RECOMMENDS,
      leave: [
        { when: COMPLAINT, to: 'purchase' },
        { when: quiet('P180D'), to: 'loyalty' },
      ],
    },
  ],
};
