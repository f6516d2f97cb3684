import {
  CHANNEL_OF_MEDIUM,
  CLICK_IDS,
  NONE,
  type ORIGINS,
  PAID_MEDIA,
  SEARCH_ENGINES,
  SOCIAL_NETWORKS,
} from '@parcours/core';
import { anyOf, type Texts } from '../rules/texts.sql.js';

export type Origin = (typeof ORIGINS)[number];

/** What is read of a context: the campaign of the link that was followed, and where the page was. */
const CONTEXT =
  'Tuple(campaign Tuple(name String, source String, medium String), page Tuple(referrer String, search String, url String))';
const PAGE = 'Tuple(channel String, referrer String, search String, url String)';

const HOST = `'^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]*)'`;
const hostOf = (address: string): string => `replaceRegexpOne(lowerUTF8(extract(${address}, ${HOST})), '^www[.]', '')`;

/** A label of the host that is one of these, '' for none: google of accounts.google.com. */
const knownLabel = (texts: Texts, host: string, known: readonly string[]): string => {
  const all = known.map((one) => texts.text(one)).join(', ');
  return `arrayFirst(label -> label in [${all}], splitByChar('.', ${host}))`;
};

const list = (texts: Texts, values: readonly string[]): string =>
  `[${values.map((value) => texts.text(value)).join(', ')}]`;

/** The value of a parameter in the address the page was opened at. */
const parameter = (texts: Texts, name: string): string =>
  `decodeURLFormComponent(extractURLParameter(link, ${texts.text(name)}))`;

const first = (...candidates: readonly string[]): string =>
  `multiIf(${candidates
    .slice(0, -1)
    .flatMap((one) => [`${one} != ''`, one])
    .join(', ')}, ${candidates.at(-1)})`;

const clicked = (texts: Texts, what: 'source' | 'medium'): string => {
  const branches = CLICK_IDS.flatMap((click) => [
    `extractURLParameter(link, ${texts.text(click.id)}) != ''`,
    texts.text(click[what]),
  ]);
  return `multiIf(${branches.join(', ')}, '')`;
};

const trimmed = (value: string): string => `left(trimBoth(${value}), 300)`;

/** What a link says counts before a click id in it, and that before where the page was come from. */
const sources = (texts: Texts): string[] => [
  `${trimmed(first('told.campaign.name', parameter(texts, 'utm_campaign')))} as campaign_told`,
  `${trimmed(first('told.campaign.source', parameter(texts, 'utm_source')))} as source_said`,
  `${trimmed(first('told.campaign.medium', parameter(texts, 'utm_medium')))} as medium_said`,
  `${clicked(texts, 'source')} as source_clicked`,
  `${clicked(texts, 'medium')} as medium_clicked`,
  // From one page of a site to the next is no arrival; nor is a referrer that is no address.
  `if(${hostOf('referrer')} = ${hostOf('address')}, '', left(${hostOf('referrer')}, 300)) as site`,
  `campaign_told != '' or source_said != '' or medium_said != '' or source_clicked != '' as linked`,
];

const arrivals = (texts: Texts): string[] => [
  `${knownLabel(texts, 'site', SEARCH_ENGINES)} as engine`,
  `${knownLabel(texts, 'site', SOCIAL_NETWORKS)} as network`,
  `multiIf(source_said != '', source_said, source_clicked != '', source_clicked, linked, '', engine != '', engine, network != '', network, site) as source_told`,
  `multiIf(medium_said != '', medium_said, medium_clicked != '', medium_clicked, linked or site = '', '', engine != '', 'organic', network != '', 'social', 'referral') as medium_told`,
  `linked or site != '' as arrives`,
];

const channelOf = (texts: Texts): string => {
  const medium = 'lowerUTF8(medium_told)';
  const social = `${knownLabel(texts, 'lowerUTF8(source_told)', SOCIAL_NETWORKS)} != ''`;
  const [media, channels] = [Object.keys(CHANNEL_OF_MEDIUM), Object.values(CHANNEL_OF_MEDIUM)];
  const byMedium = `transform(${medium}, ${list(texts, media)}, ${list(texts, channels)}, '')`;
  return `multiIf(
    declared != '', declared,
    not arrives, '',
    ${medium} in ${list(texts, PAID_MEDIA)}, if(${social}, 'paid-social', 'paid-search'),
    ${byMedium} = 'referral' and ${social}, 'organic-social',
    ${byMedium} != '', ${byMedium},
    lowerUTF8(source_told) in ${list(texts, ['email', 'newsletter', 'e-mail'])}, 'email',
    medium_told = '' and ${social}, 'organic-social',
    'other')`;
};

const orNone = (value: string): string => `if(${value} = '', ${`'${NONE}'`}, ${value})`;

const KEYS: Readonly<Record<Origin, string>> = {
  channel: 'channel_told',
  source: orNone('source_told'),
  medium: orNone('medium_told'),
  campaign: orNone('campaign_told'),
  referrer: orNone('site'),
};
/** What a visit is credited to that came from nowhere, as far as anybody can tell. */
export const directOf = (by: Origin): string => (by === 'channel' || by === 'source' ? 'direct' : NONE);

/**
 * Of interactions with their context: whether one is a touch and of what (`touch`, '' for none), whether the source declares it so
 * by a channel property, and whether it is a page or a screen, which is a touch of its own where a visit begins with it. `converts`
 * is a column of the rows: a conversion's own channel is where it was made, not how its customer came.
 */
export const touchColumns = (rows: string, texts: Texts, by: Origin): string => {
  const layers = [
    [
      `JSONExtract(context, '${CONTEXT}') as told`,
      `JSONExtract(properties, '${PAGE}') as here`,
      `rank in (3, 4) as opens`,
    ],
    [
      `if(converts, '', ${trimmed('here.channel')}) as declared`,
      `${first('told.page.referrer', `if(opens, here.referrer, '')`)} as referrer`,
      `${first('told.page.url', `if(opens, here.url, '')`)} as address`,
      `concat('?', replaceRegexpOne(${first('told.page.search', `if(opens, here.search, '')`)}, '^[?]', ''), '&', queryString(address)) as link`,
    ],
    sources(texts),
    arrivals(texts),
    [`${channelOf(texts)} as channel_told`],
    [`if(${anyOf([`declared != ''`, 'arrives'])}, ${KEYS[by]}, '') as touch`],
  ];
  return layers.reduce((from, columns) => `select *, ${columns.join(',\n  ')} from (${from}\n)`, rows);
};
