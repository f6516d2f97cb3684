import type { Bilingual } from '../lifecycle/schema.js';
import { valueAt } from './fact.js';
import type { Interaction, Json, JsonObject } from './interaction.js';

/** The touch points of 003.5 and the channels they come through, as people call them. */
export const TOUCHPOINTS = {
  advert: { en: 'Advert', fr: 'Publicité' },
  'direct-mail': { en: 'Direct mail', fr: 'Courrier' },
  email: { en: 'E-mail and newsletter', fr: 'E-mail et newsletter' },
  sms: { en: 'Text message', fr: 'SMS' },
  push: { en: 'Push notification', fr: 'Notification' },
  site: { en: 'Website', fr: 'Site web' },
  app: { en: 'App', fr: 'Application' },
  shop: { en: 'Shop', fr: 'Magasin' },
  'call-centre': { en: 'Call centre', fr: 'Centre d’appels' },
  social: { en: 'Social networks', fr: 'Réseaux sociaux' },
  'comparison-site': { en: 'Comparison site', fr: 'Comparateur' },
  marketplace: { en: 'Marketplace', fr: 'Place de marché' },
  blog: { en: 'Blog', fr: 'Blog' },
  forum: { en: 'Forum', fr: 'Forum' },
  'word-of-mouth': { en: 'Word of mouth', fr: 'Bouche-à-oreille' },
  'loyalty-programme': { en: 'Loyalty programme', fr: 'Programme de fidélité' },
  survey: { en: 'Survey', fr: 'Enquête' },
  'after-sales': { en: 'After-sales service', fr: 'Service après-vente' },
  other: { en: 'Other', fr: 'Autre' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Touchpoint = keyof typeof TOUCHPOINTS;

/**
 * One test of the ordered list. `field` is event, type, or a dotted path into properties or context.
 * Texts are compared in lower case: `in` the whole value, `startsWith` its beginning, `host` one of the dot-separated
 * labels of its URL's host. `exists`: neither absent, null nor empty.
 */
export interface TouchpointRule {
  readonly touchpoint: Touchpoint;
  readonly field: 'event' | 'type' | `properties.${string}` | `context.${string}`;
  readonly test: 'in' | 'startsWith' | 'host' | 'exists';
  readonly values: readonly string[];
}

type Field = TouchpointRule['field'];
const rule = (
  touchpoint: Touchpoint,
  field: Field,
  test: TouchpointRule['test'],
  ...values: string[]
): TouchpointRule => ({
  touchpoint,
  field,
  test,
  values,
});

/** Other words under which sources declare a touch point. */
const ALIASES: Partial<Record<Touchpoint, readonly string[]>> = {
  advert: ['ad', 'ads', 'advertising', 'display', 'publicité'],
  'direct-mail': ['mail', 'post', 'direct_mail', 'direct mail', 'courrier'],
  email: ['e-mail', 'newsletter'],
  sms: ['text'],
  site: ['website'],
  app: ['mobile app', 'application'],
  shop: ['store', 'in-store', 'retail', 'pos', 'magasin', 'boutique'],
  'call-centre': ['call-center', 'call_center', 'phone', 'telephone', 'téléphone'],
  social: ['social-network', 'social_network'],
  'comparison-site': ['comparison', 'comparison_site', 'comparateur'],
  'word-of-mouth': ['referral', 'word_of_mouth', 'parrainage'],
  'loyalty-programme': ['loyalty', 'loyalty_program', 'loyalty-program'],
  'after-sales': ['after_sales', 'support', 'sav'],
};

const DECLARING: readonly Field[] = [
  'properties.touchpoint',
  'context.touchpoint',
  'properties.channel',
  'context.channel',
];

const declared: readonly TouchpointRule[] = DECLARING.flatMap((field) =>
  (Object.keys(TOUCHPOINTS) as Touchpoint[]).map((id) => rule(id, field, 'in', id, ...(ALIASES[id] ?? []))),
);

/** [TOUCH-1] The first test that holds names the touch point; where none does it is `other`. Plain data, so that SQL says the same. */
export const TOUCHPOINT_RULES: readonly TouchpointRule[] = [
  ...declared,
  rule('email', 'event', 'startsWith', 'email ', 'unsubscribed'),
  rule('sms', 'event', 'startsWith', 'sms '),
  rule('push', 'event', 'startsWith', 'push notification '),
  rule('shop', 'event', 'startsWith', 'store '),
  rule('call-centre', 'event', 'startsWith', 'call '),
  rule('survey', 'event', 'startsWith', 'survey '),
  rule('loyalty-programme', 'event', 'startsWith', 'loyalty '),
  rule('after-sales', 'event', 'startsWith', 'support ticket '),
  rule('after-sales', 'event', 'in', 'product returned', 'order exchanged', 'order refunded', 'order delivered'),
  rule('word-of-mouth', 'event', 'startsWith', 'referral ', 'invite '),
  rule('word-of-mouth', 'event', 'in', 'product shared', 'cart shared', 'product reviewed'),
  rule('email', 'context.campaign.medium', 'in', 'email', 'e-mail', 'newsletter'),
  rule('sms', 'context.campaign.medium', 'in', 'sms'),
  rule('push', 'context.campaign.medium', 'in', 'push'),
  rule('social', 'context.campaign.medium', 'in', 'social', 'organic_social', 'social-media', 'social_media', 'sm'),
  rule(
    'advert',
    'context.campaign.medium',
    'in',
    'cpc',
    'ppc',
    'cpm',
    'cpv',
    'display',
    'banner',
    'paid',
    'paid_search',
    'paid-search',
  ),
  rule(
    'advert',
    'context.campaign.medium',
    'in',
    'paid_social',
    'paid-social',
    'video',
    'tv',
    'radio',
    'affiliate',
    'retargeting',
  ),
  rule('direct-mail', 'context.campaign.medium', 'in', 'direct-mail', 'direct_mail', 'mail', 'print', 'qr'),
  rule('comparison-site', 'context.campaign.medium', 'in', 'comparison', 'price-comparison'),
  rule('word-of-mouth', 'context.campaign.medium', 'in', 'referral-program', 'friend', 'word-of-mouth'),
  rule('email', 'context.campaign.source', 'in', 'newsletter', 'email', 'mailchimp', 'brevo', 'klaviyo'),
  rule(
    'social',
    'context.campaign.source',
    'in',
    'facebook',
    'instagram',
    'twitter',
    'x',
    'tiktok',
    'linkedin',
    'pinterest',
    'youtube',
  ),
  rule(
    'social',
    'context.page.referrer',
    'host',
    'facebook',
    'instagram',
    'twitter',
    'tiktok',
    'linkedin',
    'pinterest',
    'youtube',
  ),
  rule('social', 'context.page.referrer', 'host', 'snapchat', 'whatsapp', 'threads', 'mastodon', 'bsky'),
  rule(
    'comparison-site',
    'context.page.referrer',
    'host',
    'idealo',
    'kelkoo',
    'leguide',
    'ledenicheur',
    'pricerunner',
    'pricegrabber',
  ),
  rule(
    'comparison-site',
    'context.page.referrer',
    'host',
    'shopzilla',
    'pricespy',
    'geizhals',
    'billiger',
    'comparateur',
    'compare',
  ),
  rule(
    'marketplace',
    'context.page.referrer',
    'host',
    'amazon',
    'ebay',
    'etsy',
    'cdiscount',
    'rakuten',
    'zalando',
    'aliexpress',
  ),
  rule(
    'forum',
    'context.page.referrer',
    'host',
    'reddit',
    'quora',
    'stackexchange',
    'forum',
    'forums',
    'community',
    'discord',
  ),
  rule(
    'blog',
    'context.page.referrer',
    'host',
    'blog',
    'blogs',
    'blogspot',
    'wordpress',
    'medium',
    'substack',
    'tumblr',
    'over-blog',
  ),
  rule('shop', 'properties.store_id', 'exists'),
  rule('shop', 'properties.store', 'exists'),
  rule('site', 'type', 'in', 'page'),
  rule('app', 'type', 'in', 'screen'),
  rule('app', 'event', 'startsWith', 'application ', 'screen '),
  rule('app', 'context.os.name', 'in', 'ios', 'ipados', 'android'),
  rule('app', 'context.channel', 'in', 'mobile'),
  rule('site', 'context.page.url', 'exists'),
  rule('site', 'context.userAgent', 'exists'),
  rule('direct-mail', 'event', 'in', 'campaign received', 'direct mail sent', 'direct mail delivered'),
  rule('site', 'context.channel', 'in', 'web'),
  rule('advert', 'event', 'in', 'promotion viewed', 'promotion clicked'),
  rule('shop', 'event', 'in', 'coupon redeemed'),
  rule(
    'site',
    'event',
    'startsWith',
    'product',
    'cart ',
    'checkout ',
    'coupon ',
    'wishlist ',
    'live chat ',
    'video ',
    'signed ',
    'payment info ',
  ),
  rule(
    'site',
    'event',
    'in',
    'order completed',
    'order cancelled',
    'account created',
    'guide downloaded',
    'quote requested',
    'quiz completed',
  ),
];

const HOST = /^[a-z][a-z0-9+.-]*:\/\/([^/?#:]*)/;

const valueOf = (interaction: Interaction, field: Field): Json | undefined => {
  if (field === 'event' || field === 'type') return interaction[field];
  const dot = field.indexOf('.');
  const within: JsonObject = field.slice(0, dot) === 'context' ? interaction.context : interaction.properties;
  return valueAt(within, field.slice(dot + 1));
};

const holds = ({ test, values }: TouchpointRule, value: Json | undefined): boolean => {
  if (test === 'exists') return value !== undefined && value !== null && value !== '';
  if (typeof value !== 'string') return false;
  const text = value.toLowerCase();
  if (test === 'in') return values.includes(text);
  if (test === 'startsWith') return values.some((start) => text.startsWith(start));
  const labels = HOST.exec(text)?.[1]?.split('.') ?? [];
  return labels.some((label) => values.includes(label));
};

/** The channel and place of an interaction. */
export const touchpointOf = (interaction: Interaction): Touchpoint =>
  TOUCHPOINT_RULES.find((candidate) => holds(candidate, valueOf(interaction, candidate.field)))?.touchpoint ?? 'other';
