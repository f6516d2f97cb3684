import type { Rule } from '../../rule/schema.js';

export const did = (event: string, atLeast?: number): Rule => ({
  did: atLeast === undefined ? { event } : { event, atLeast },
});
export const didWithin = (event: string, within: string): Rule => ({ did: { event, within } });
/** One of the rules; an `any` among them gives its own rules. */
export const any = (...rules: Rule[]): Rule => ({ any: rules.flatMap((rule) => ('any' in rule ? rule.any : [rule])) });
export const all = (...rules: Rule[]): Rule => ({ all: rules });
export const anyEvent = (...events: string[]): Rule => any(...events.map((event) => did(event)));
export const quiet = (duration: string): Rule => ({ quiet: { for: duration } });
/** Named not `then`: a module that exports one is taken for a promise by import(). */
export const inOrder = (...events: string[]): Rule => ({ sequence: { steps: events.map((event) => ({ event })) } });

/** What makes someone known before any visit: an import, an audience, a message they were sent. */
export const KNOWN = [
  'Identified',
  'Campaign Received',
  'Email Delivered',
  'Email Opened',
  'Promotion Viewed',
] as const;

/** A visit, on any device or in a shop, whichever event it begins with. */
export const VISITS = [
  'Page Viewed',
  'Screen Viewed',
  'Application Opened',
  'Store Visited',
  'Product List Viewed',
  'Products Searched',
  'Product Viewed',
  'Email Link Clicked',
  'Promotion Clicked',
  'Support Ticket Opened',
] as const;

export const PRAISE: Rule = { last: { event: 'Product Reviewed', property: 'rating', gte: 4 } };
export const COMPLAINT: Rule = { last: { event: 'Product Reviewed', property: 'rating', lte: 2 } };
const PROMOTER: Rule = { last: { event: 'Survey Answered', property: 'score', gte: 9 } };

/** Sharing before having bought asks for advice; after, it recommends. */
export const RECOMMENDS: Rule = all(
  any(PRAISE, PROMOTER, anyEvent('Referral Sent', 'Invite Sent'), inOrder('Order Completed', 'Product Shared')),
  { not: COMPLAINT },
);

/** Said now; a departure from the list long before does not count against a later stage. */
export const UNSUBSCRIBES: Rule = didWithin('Unsubscribed', 'PT1H');

/** Goods in hand, bought or received in exchange. */
export const BOUGHT: Rule = anyEvent('Order Completed', 'Order Exchanged');

/** The only purchase so far was undone; one return among several purchases says little. */
export const ONLY_PURCHASE_UNDONE: Rule = all(
  any(
    inOrder('Order Completed', 'Product Returned'),
    inOrder('Order Completed', 'Order Refunded'),
    inOrder('Order Completed', 'Order Cancelled'),
  ),
  { did: { event: 'Order Completed', atMost: 1 } },
);
