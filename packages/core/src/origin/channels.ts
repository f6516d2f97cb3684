import type { Bilingual } from '../lifecycle/schema.js';

/** Ways people arrive by, told from where they came and what the link they followed says. */
export const ORIGIN_CHANNELS = [
  'paid-search',
  'paid-social',
  'display',
  'affiliate',
  'email',
  'sms',
  'push',
  'organic-search',
  'organic-social',
  'referral',
  'direct',
  'other',
] as const;
export type OriginChannel = (typeof ORIGIN_CHANNELS)[number];

const label = (en: string, fr: string): Bilingual => ({ en, fr });
export const CHANNEL_LABELS: Readonly<Record<OriginChannel, Bilingual>> = {
  'paid-search': label('Paid search', 'Recherche payante'),
  'paid-social': label('Paid social', 'Réseaux sociaux payants'),
  display: label('Display', 'Bannières'),
  affiliate: label('Affiliates', 'Affiliation'),
  email: label('E-mail', 'E-mail'),
  sms: label('Text message', 'SMS'),
  push: label('Notifications', 'Notifications'),
  'organic-search': label('Search', 'Recherche naturelle'),
  'organic-social': label('Social networks', 'Réseaux sociaux'),
  referral: label('Other sites', 'Autres sites'),
  direct: label('Direct', 'Accès direct'),
  other: label('Other campaigns', 'Autres campagnes'),
};

/** Labels of hosts that are search engines, and social networks: `google` is that of www.google.fr. */
export const SEARCH_ENGINES = [
  ...['google', 'bing', 'yahoo', 'duckduckgo', 'ecosia', 'qwant', 'baidu', 'yandex', 'startpage', 'brave', 'kagi'],
  ...['lilo', 'naver', 'seznam'],
] as const;
export const SOCIAL_NETWORKS = [
  ...['facebook', 'fb', 'instagram', 'ig', 'twitter', 'x', 't', 'linkedin', 'lnkd', 'pinterest', 'reddit', 'tiktok'],
  ...['youtube', 'youtu', 'snapchat', 'threads', 'mastodon', 'bsky', 'whatsapp', 'telegram', 'messenger', 'tumblr'],
  ...['vk', 'weibo'],
] as const;

/** What an advertiser's click id in an address says where the link says nothing else. */
export const CLICK_IDS: readonly { readonly id: string; readonly source: string; readonly medium: string }[] = [
  { id: 'gclid', source: 'google', medium: 'cpc' },
  { id: 'gbraid', source: 'google', medium: 'cpc' },
  { id: 'wbraid', source: 'google', medium: 'cpc' },
  { id: 'msclkid', source: 'bing', medium: 'cpc' },
  { id: 'ttclid', source: 'tiktok', medium: 'cpc' },
  // Put on every link out of the network, whether somebody paid for it or not.
  { id: 'fbclid', source: 'facebook', medium: 'social' },
];

/** The channel of a medium, in lower case; paid clicks are told apart by their source. */
export const CHANNEL_OF_MEDIUM: Readonly<Record<string, OriginChannel>> = {
  ...Object.fromEntries(['paid_social', 'paid-social', 'paidsocial', 'social_paid'].map((one) => [one, 'paid-social'])),
  ...Object.fromEntries(
    ['display', 'banner', 'cpm', 'expandable', 'interstitial', 'retargeting'].map((one) => [one, 'display']),
  ),
  ...Object.fromEntries(['affiliate', 'affiliates', 'affiliation', 'partner'].map((one) => [one, 'affiliate'])),
  ...Object.fromEntries(['email', 'e-mail', 'e_mail', 'mail', 'newsletter', 'crm'].map((one) => [one, 'email'])),
  ...Object.fromEntries(['sms', 'text', 'whatsapp'].map((one) => [one, 'sms'])),
  ...Object.fromEntries(['push', 'notification', 'web-push'].map((one) => [one, 'push'])),
  ...Object.fromEntries(['organic', 'search', 'seo'].map((one) => [one, 'organic-search'])),
  ...Object.fromEntries(
    ['social', 'social-network', 'social-media', 'social_media', 'sm'].map((one) => [one, 'organic-social']),
  ),
  ...Object.fromEntries(['referral', 'link', 'blog'].map((one) => [one, 'referral'])),
  ...Object.fromEntries(['none', '(none)', 'direct'].map((one) => [one, 'direct'])),
};
export const PAID_MEDIA = [
  'cpc',
  'ppc',
  'paid',
  'paidsearch',
  'paid_search',
  'paid-search',
  'cpv',
  'cpa',
  'sea',
  'ads',
] as const;

/** What a touch has where it says nothing of a campaign, a source or another site. */
export const NONE = '(none)';
