import type { Model } from '../schema.js';
import {
  any,
  anyEvent,
  BOUGHT,
  did,
  inOrder,
  KNOWN,
  ONLY_PURCHASE_UNDONE,
  quiet,
  UNSUBSCRIBES,
  VISITS,
} from './parts.js';

/** Occasions on which the customer, or the organisation, opens the conversation again once a sale is concluded. */
const NEW_CONTACTS = [
  'Campaign Received',
  'Email Link Clicked',
  'Promotion Clicked',
  'Products Searched',
  'Product Viewed',
  'Support Ticket Opened',
  'Survey Answered',
  'Product Reviewed',
] as const;

/** Capture attention, then the four-beat cycle dialogue, understand, motivate, conclude (002.1). */
export const dynamics: Model = {
  id: 'dynamics',
  name: { en: 'Customer–supplier dynamics', fr: 'Dynamique client-fournisseur' },
  description: {
    en: 'Once attention is captured, four beats follow one another for as long as possible: dialogue, understand, motivate, conclude. Every sale is the start of the next dialogue.',
    fr: 'Une fois l’attention captée, quatre temps se succèdent le plus longtemps possible : dialoguer, comprendre, motiver, conclure. Chaque vente ouvre le dialogue suivant.',
  },
  stages: [
    {
      id: 'attention',
      name: { en: 'Capture attention', fr: 'Capter l’attention' },
      objective: {
        en: 'Bring people in with promotion and contents worth their time.',
        fr: 'Attirer par la promotion et par des contenus qui méritent qu’on s’y arrête.',
      },
      action: 'attention',
      enter: anyEvent(...KNOWN, ...VISITS),
      leave: [],
    },
    {
      id: 'dialogue',
      name: { en: 'Dialogue', fr: 'Dialoguer' },
      objective: {
        en: 'Multiply the occasions to get in touch, and answer personal expectations.',
        fr: 'Multiplier les occasions d’entrer en contact et répondre aux attentes de chacun.',
      },
      action: 'interest',
      enter: anyEvent(
        'Email Link Clicked',
        'Promotion Clicked',
        'Products Searched',
        'Store Visited',
        'Support Ticket Opened',
        'Live Chat Conversation Started',
        'Signed Up',
      ),
      leave: [
        { when: UNSUBSCRIBES, to: 'attention' },
        { when: quiet('P60D'), to: 'attention' },
      ],
    },
    {
      id: 'understand',
      name: { en: 'Understand', fr: 'Comprendre' },
      objective: {
        en: 'Learn needs step by step, from what customers say and from what they do.',
        fr: 'Apprendre les besoins pas à pas, par ce que disent les clients et par ce qu’ils font.',
      },
      action: 'desire',
      enter: any(
        anyEvent('Survey Answered', 'Product List Filtered', 'Product Added to Wishlist', 'Quiz Completed'),
        did('Product Viewed', 3),
      ),
      leave: [{ when: quiet('P45D'), to: 'dialogue' }],
    },
    {
      id: 'motivate',
      name: { en: 'Motivate', fr: 'Motiver' },
      objective: {
        en: 'Push from dialogue to an order or a request for a quote, with an offer made to measure.',
        fr: 'Pousser du dialogue vers la commande ou la demande de devis, par une offre sur mesure.',
      },
      action: 'desire',
      enter: anyEvent(
        'Product Added',
        'Checkout Started',
        'Coupon Entered',
        'Coupon Applied',
        'Coupon Redeemed',
        'Quote Requested',
      ),
      leave: [{ when: quiet('P30D'), to: 'understand' }],
    },
    {
      id: 'conclude',
      name: { en: 'Conclude', fr: 'Conclure' },
      objective: {
        en: 'Conclude safely and simply, then open the next dialogue.',
        fr: 'Conclure en toute sécurité et simplement, puis ouvrir le dialogue suivant.',
      },
      action: 'action',
      enter: BOUGHT,
      leave: [
        { when: ONLY_PURCHASE_UNDONE, to: 'motivate' },
        {
          when: any(
            ...NEW_CONTACTS.map((contact) => inOrder('Order Completed', contact)),
            inOrder('Order Exchanged', 'Survey Answered'),
          ),
          to: 'dialogue',
          kind: 'cycle',
        },
        { when: quiet('P90D'), to: 'dialogue' },
      ],
    },
  ],
};
