import type { Touchpoint, Touchpoints, TouchpointTest } from './schema.js';

const test = (field: string, kind: TouchpointTest['test'], ...values: string[]): TouchpointTest => ({
  field,
  test: kind,
  values,
});
/** For want of anything better. */
const last = (field: string, kind: TouchpointTest['test'], ...values: string[]): TouchpointTest => ({
  ...test(field, kind, ...values),
  last: true,
});

type Given = Omit<Touchpoint, 'active' | 'name' | 'words' | 'place'> & Partial<Pick<Touchpoint, 'words' | 'place'>>;
const touchpoint = (en: string, fr: string, { words = [], place = [], ...given }: Given): Touchpoint => ({
  ...given,
  name: { en, fr },
  active: true,
  words,
  place,
});

const MEDIUM = 'context.campaign.medium';
const SOURCE = 'context.campaign.source';
const REFERRER = 'context.page.referrer';
const CAMPAIGN = [{ field: SOURCE, read: 'value' }] as const;
const CAME_FROM = [{ field: REFERRER, read: 'host' }] as const;

/** What is told by the names of events of its own, wherever they happen. */
const AFTERWARDS: readonly Touchpoint[] = [
  touchpoint('After-sales service', 'Service après-vente', {
    id: 'after-sales',
    channel: 'service',
    presence: 'both',
    icon: 'tool',
    words: ['after_sales', 'support', 'sav'],
    tests: [
      test('event', 'startsWith', 'Support Ticket '),
      test('event', 'in', 'Product Returned', 'Order Exchanged', 'Order Refunded', 'Order Delivered'),
    ],
  }),
  touchpoint('Survey', 'Enquête', {
    id: 'survey',
    channel: 'service',
    presence: 'both',
    icon: 'checklist',
    tests: [test('event', 'startsWith', 'Survey ')],
  }),
  touchpoint('Loyalty programme', 'Programme de fidélité', {
    id: 'loyalty-programme',
    channel: 'service',
    presence: 'both',
    icon: 'heart',
    words: ['loyalty', 'loyalty_program', 'loyalty-program'],
    tests: [test('event', 'startsWith', 'Loyalty ')],
  }),
  touchpoint('Call centre', 'Centre d’appels', {
    id: 'call-centre',
    channel: 'phone',
    presence: 'offline',
    icon: 'headset',
    words: ['call-center', 'call_center', 'phone', 'telephone', 'téléphone'],
    tests: [test('event', 'startsWith', 'Call ')],
  }),
  touchpoint('Word of mouth', 'Bouche-à-oreille', {
    id: 'word-of-mouth',
    channel: 'word-of-mouth',
    presence: 'both',
    icon: 'speakerphone',
    words: ['referral', 'word_of_mouth', 'parrainage'],
    tests: [
      test('event', 'startsWith', 'Referral ', 'Invite '),
      test('event', 'in', 'Product Shared', 'Cart Shared', 'Product Reviewed'),
      test(MEDIUM, 'in', 'referral-program', 'friend', 'word-of-mouth'),
    ],
  }),
];

const MESSAGES: readonly Touchpoint[] = [
  touchpoint('E-mail and newsletter', 'E-mail et newsletter', {
    id: 'email',
    channel: 'email',
    presence: 'online',
    icon: 'mail',
    words: ['e-mail', 'newsletter'],
    tests: [
      test('event', 'startsWith', 'Email ', 'Unsubscribed'),
      test(MEDIUM, 'in', 'email', 'e-mail', 'newsletter'),
      test(SOURCE, 'in', 'newsletter', 'email', 'mailchimp', 'brevo', 'klaviyo'),
    ],
  }),
  touchpoint('Text message', 'SMS', {
    id: 'sms',
    channel: 'mobile',
    presence: 'online',
    icon: 'message',
    words: ['text'],
    tests: [test('event', 'startsWith', 'SMS '), test(MEDIUM, 'in', 'sms')],
  }),
  touchpoint('Push notification', 'Notification', {
    id: 'push',
    channel: 'mobile',
    presence: 'online',
    icon: 'bell',
    tests: [test('event', 'startsWith', 'Push Notification '), test(MEDIUM, 'in', 'push')],
  }),
  touchpoint('Direct mail', 'Courrier', {
    id: 'direct-mail',
    channel: 'post',
    presence: 'offline',
    icon: 'mailbox',
    words: ['mail', 'post', 'direct_mail', 'direct mail', 'courrier'],
    tests: [
      test(MEDIUM, 'in', 'direct-mail', 'direct_mail', 'mail', 'print', 'qr'),
      last('event', 'in', 'Campaign Received', 'Direct Mail Sent', 'Direct Mail Delivered'),
    ],
  }),
];

const ELSEWHERE: readonly Touchpoint[] = [
  touchpoint('Advert', 'Publicité', {
    id: 'advert',
    channel: 'advertising',
    presence: 'both',
    icon: 'ad',
    words: ['ad', 'ads', 'advertising', 'display', 'publicité'],
    tests: [
      test(
        MEDIUM,
        'in',
        ...['cpc', 'ppc', 'cpm', 'cpv', 'display', 'banner', 'paid', 'paid_search', 'paid-search', 'paid_social'],
        ...['paid-social', 'video', 'tv', 'radio', 'affiliate', 'retargeting'],
      ),
      last('event', 'in', 'Promotion Viewed', 'Promotion Clicked'),
    ],
    place: [...CAMPAIGN],
  }),
  touchpoint('Social networks', 'Réseaux sociaux', {
    id: 'social',
    channel: 'social',
    presence: 'online',
    icon: 'share',
    words: ['social-network', 'social_network'],
    tests: [
      test(MEDIUM, 'in', 'social', 'organic_social', 'social-media', 'social_media', 'sm'),
      test(SOURCE, 'in', ...['facebook', 'instagram', 'twitter', 'x', 'tiktok', 'linkedin', 'pinterest', 'youtube']),
      test(
        REFERRER,
        'host',
        ...['facebook', 'instagram', 'twitter', 'tiktok', 'linkedin', 'pinterest', 'youtube'],
        ...['snapchat', 'whatsapp', 'threads', 'mastodon', 'bsky'],
      ),
    ],
    place: [...CAMPAIGN, ...CAME_FROM],
  }),
  touchpoint('Comparison site', 'Comparateur', {
    id: 'comparison-site',
    channel: 'web',
    presence: 'online',
    icon: 'scale',
    words: ['comparison', 'comparison_site', 'comparateur'],
    tests: [
      test(MEDIUM, 'in', 'comparison', 'price-comparison'),
      test(
        REFERRER,
        'host',
        ...['idealo', 'kelkoo', 'leguide', 'ledenicheur', 'pricerunner', 'pricegrabber'],
        ...['shopzilla', 'pricespy', 'geizhals', 'billiger', 'comparateur', 'compare'],
      ),
    ],
    place: [...CAME_FROM, ...CAMPAIGN],
  }),
  touchpoint('Marketplace', 'Place de marché', {
    id: 'marketplace',
    channel: 'web',
    presence: 'online',
    icon: 'bag',
    tests: [test(REFERRER, 'host', 'amazon', 'ebay', 'etsy', 'cdiscount', 'rakuten', 'zalando', 'aliexpress')],
    place: [...CAME_FROM],
  }),
  touchpoint('Forum', 'Forum', {
    id: 'forum',
    channel: 'web',
    presence: 'online',
    icon: 'messages',
    tests: [test(REFERRER, 'host', 'reddit', 'quora', 'stackexchange', 'forum', 'forums', 'community', 'discord')],
    place: [...CAME_FROM],
  }),
  touchpoint('Blog', 'Blog', {
    id: 'blog',
    channel: 'web',
    presence: 'online',
    icon: 'article',
    tests: [
      test(
        REFERRER,
        'host',
        ...['blog', 'blogs', 'blogspot', 'wordpress', 'medium', 'substack', 'tumblr', 'over-blog'],
      ),
    ],
    place: [...CAME_FROM],
  }),
];

const OWN_PLACES: readonly Touchpoint[] = [
  touchpoint('Website', 'Site web', {
    id: 'site',
    channel: 'web',
    presence: 'online',
    icon: 'world',
    words: ['website'],
    tests: [
      test('type', 'in', 'page'),
      test('context.page.url', 'exists'),
      last('context.userAgent', 'exists'),
      last('context.channel', 'in', 'web'),
      last(
        'event',
        'startsWith',
        ...[
          'Product',
          'Cart ',
          'Checkout ',
          'Coupon ',
          'Wishlist ',
          'Live Chat ',
          'Video ',
          'Signed ',
          'Payment Info ',
        ],
      ),
      last(
        'event',
        'in',
        ...['Order Completed', 'Order Cancelled', 'Account Created', 'Guide Downloaded', 'Quote Requested'],
        'Quiz Completed',
      ),
    ],
    place: [{ field: 'context.page.url', read: 'host' }],
  }),
  touchpoint('App', 'Application', {
    id: 'app',
    channel: 'app',
    presence: 'online',
    icon: 'phone-app',
    words: ['mobile app', 'application'],
    tests: [
      test('type', 'in', 'screen'),
      test('event', 'startsWith', 'Application ', 'Screen '),
      test('context.os.name', 'in', 'ios', 'ipados', 'android'),
      test('context.channel', 'in', 'mobile'),
    ],
    place: [{ field: 'context.app.name', read: 'value' }],
  }),
];

const SHOP = touchpoint('Shop', 'Magasin', {
  id: 'shop',
  channel: 'in-person',
  presence: 'offline',
  icon: 'store',
  words: ['store', 'in-store', 'retail', 'pos', 'magasin', 'boutique'],
  tests: [
    test('event', 'startsWith', 'Store '),
    test('properties.store_id', 'exists'),
    test('properties.store', 'exists'),
    last('event', 'in', 'Coupon Redeemed'),
  ],
  place: [
    { field: 'properties.store_name', read: 'value' },
    { field: 'properties.store', read: 'value' },
    { field: 'properties.store_id', read: 'value' },
    { field: 'context.store', read: 'value' },
  ],
});

/** The touch points of 003.5 and the channels they come through: what a workspace has until it makes its own. */
export const TOUCHPOINT_PRESETS: Touchpoints = {
  touchpoints: [...AFTERWARDS, ...MESSAGES, SHOP, ...ELSEWHERE, ...OWN_PLACES],
};
