import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import type { ChoiceGroup } from '../rules/tokens/ChoiceToken.js';

/** Fields that most sources fill, with the words for them. */
const COMMON = {
  event: 'event',
  'context.campaign.medium': 'medium',
  'context.campaign.source': 'source',
  'context.campaign.name': 'campaign',
  'context.page.referrer': 'referrer',
  'context.page.url': 'url',
  'context.page.path': 'path',
  'properties.store_id': 'storeId',
  'properties.store': 'store',
  'properties.store_name': 'storeName',
  'context.app.name': 'app',
  'context.os.name': 'os',
  'context.userAgent': 'userAgent',
  'context.channel': 'channel',
  type: 'type',
} as const;

const isCommon = (field: string): field is keyof typeof COMMON => Object.hasOwn(COMMON, field);

/** A field as typed: a bare name is a detail of the interaction. */
export const fieldOf = (typed: string): string =>
  isCommon(typed) || /^(properties|context)\./.test(typed) ? typed : `properties.${typed}`;

/** What tests look at, in words, and what there is to choose from. */
export const useFieldWords = (vocabulary: Vocabulary) => {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const wordsOf = (field: string): string => {
      if (isCommon(field)) return t(`touchpoints.fields.${COMMON[field]}`);
      const name = field.slice(field.indexOf('.') + 1);
      return field.startsWith('context.')
        ? t('touchpoints.ofContext', { name })
        : t('touchpoints.property', { name: words.trait(name).toLocaleLowerCase(words.language) });
    };
    const seen = [...new Set(vocabulary.events.flatMap(({ properties }) => properties.map(({ name }) => name)))]
      .map((name) => `properties.${name}`)
      .filter((field) => !isCommon(field) && /^[^.]+\.[^.]+(\.[^.]+)?$/.test(field))
      .sort();
    const choice = (value: string) => ({ value, label: wordsOf(value), hint: isCommon(value) ? undefined : value });
    const groups = (fields: (field: string) => boolean): ChoiceGroup[] => [
      { label: t('touchpoints.common'), choices: Object.keys(COMMON).filter(fields).map(choice) },
      { label: t('touchpoints.seen'), choices: seen.filter(fields).map(choice) },
    ];
    return { wordsOf, groups };
  }, [t, words, vocabulary]);
};
