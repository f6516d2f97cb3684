import type { Bilingual } from '../../lifecycle/schema.js';
import type { Condition } from '../../rule/schema.js';
import type { Effect, Moment } from '../schema.js';

/** The parts of a catalogue, in the order people meet them. */
export const MOMENT_SECTIONS = ['commerce', 'support', 'feedback', 'messaging'] as const;
export type MomentSection = (typeof MOMENT_SECTIONS)[number];

/** [weight, effect, event, conditions on it]: what a moment asks and does, its names apart. */
type Asked = readonly [weight: number, effect: Effect, event: string, ...where: Condition[]];

const moment = (id: string, en: string, fr: string, [weight, effect, event, ...where]: Asked): Moment => ({
  id,
  name: { en, fr } satisfies Bilingual,
  event,
  ...(where.length > 0 ? { where } : {}),
  weight,
  effect,
});

const few = (property: string, most: number): Condition => ({ property, lte: most });
const many = (property: string, least: number): Condition => ({ property, gte: least });

const COMMERCE: readonly Moment[] = [
  moment('order-placed', 'Placed an order', 'A passé une commande', [15, 'reinforce', 'Order Completed']),
  moment('order-delivered', 'Was delivered', 'A été livré', [8, 'reinforce', 'Order Delivered']),
  moment('product-used', 'Used the product', 'A utilisé le produit', [10, 'reinforce', 'Product Used']),
  moment('exchanged', 'Had a purchase exchanged', 'A obtenu un échange', [12, 'reinforce', 'Order Exchanged']),
  moment('loyalty-joined', 'Joined the loyalty programme', 'A rejoint le programme de fidélité', [
    15,
    'reinforce',
    'Loyalty Program Joined',
  ]),
  moment('coupon-redeemed', 'Used a coupon', 'A utilisé un bon de réduction', [5, 'reinforce', 'Coupon Redeemed']),
  moment('coupon-denied', 'Had a coupon refused', 'S’est vu refuser un code promo', [8, 'weaken', 'Coupon Denied']),
  moment('order-cancelled', 'Cancelled an order', 'A annulé une commande', [15, 'weaken', 'Order Cancelled']),
  moment('product-returned', 'Returned a product', 'A retourné un produit', [12, 'weaken', 'Product Returned']),
  moment('order-refunded', 'Was refunded', 'A été remboursé', [10, 'weaken', 'Order Refunded']),
];

const SUPPORT: readonly Moment[] = [
  moment('ticket-opened', 'Asked for help', 'A demandé de l’aide', [8, 'weaken', 'Support Ticket Opened']),
  moment('ticket-solved', 'Got the help they asked for', 'A obtenu l’aide demandée', [
    18,
    'reinforce',
    'Support Ticket Solved',
  ]),
  moment('chat-started', 'Started a conversation', 'A engagé une conversation', [
    4,
    'reinforce',
    'Live Chat Conversation Started',
  ]),
];

const FEEDBACK: readonly Moment[] = [
  moment('praise', 'Published a good review', 'A publié un bon avis', [
    25,
    'reinforce',
    'Product Reviewed',
    many('rating', 4),
  ]),
  moment('complaint', 'Published a bad review', 'A publié un mauvais avis', [
    40,
    'break',
    'Product Reviewed',
    few('rating', 2),
  ]),
  moment('promoter', 'Would recommend you (9 or 10)', 'Vous recommanderait (9 ou 10)', [
    20,
    'reinforce',
    'Survey Answered',
    many('score', 9),
  ]),
  moment('detractor', 'Would not recommend you (6 or less)', 'Ne vous recommanderait pas (6 ou moins)', [
    25,
    'weaken',
    'Survey Answered',
    few('score', 6),
  ]),
  moment('referral', 'Invited a friend', 'A parrainé un ami', [30, 'reinforce', 'Referral Sent']),
  moment('shared', 'Shared a product', 'A partagé un produit', [10, 'reinforce', 'Product Shared']),
];

const MESSAGING: readonly Moment[] = [
  moment('email-clicked', 'Followed a link in an e-mail', 'A suivi un lien d’un e-mail', [
    3,
    'reinforce',
    'Email Link Clicked',
  ]),
  moment('push-tapped', 'Opened a notification', 'A ouvert une notification', [
    2,
    'reinforce',
    'Push Notification Tapped',
  ]),
  moment('unsubscribed', 'Unsubscribed', 'S’est désinscrit', [20, 'weaken', 'Unsubscribed']),
  moment('spam', 'Marked an e-mail as spam', 'A signalé un e-mail comme indésirable', [
    35,
    'break',
    'Email Marked as Spam',
  ]),
];

/** Moments of truth that most organisations recognise, by section, to be offered. Weights are a place to start from. */
export const MOMENT_PRESETS: Readonly<Record<MomentSection, readonly Moment[]>> = {
  commerce: COMMERCE,
  support: SUPPORT,
  feedback: FEEDBACK,
  messaging: MESSAGING,
};
