import { ActionIcon } from '@mantine/core';
import type { PlaceField } from '@parcours/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { Small } from '../rules/lines/parts.js';
import { ChoiceToken } from '../rules/tokens/ChoiceToken.js';
import { TokenButton } from '../rules/tokens/TokenButton.js';
import classes from './touchpoints.module.css';
import { fieldOf, useFieldWords } from './useFieldWords.js';

const MOST = 6;
const isPlaceField = (field: string): boolean => field !== 'event' && field !== 'type';
const readOf = (field: string): PlaceField['read'] => (/url|referrer/i.test(field) ? 'host' : 'value');

interface PlaceFieldsProps {
  place: readonly PlaceField[];
  vocabulary: Vocabulary;
  onChange: (place: PlaceField[]) => void;
}

/** Where the shop, the site or the app is told, the first that says it. */
export const PlaceFields = ({ place, vocabulary, onChange }: PlaceFieldsProps) => {
  const { t } = useTranslation();
  const { wordsOf, groups } = useFieldWords(vocabulary);
  const reads = (['value', 'host'] as const).map((value) => ({ value, label: t(`touchpoints.readAs.${value}`) }));
  return (
    <>
      {place.length === 0 && <Small>{t('touchpoints.noPlace')}</Small>}
      <ul className={classes.testList}>
        {place.map(({ field, read }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field has no name of its own, its place is it
          <li key={at} className={classes.test}>
            {at > 0 && <Small>{t('touchpoints.then')}</Small>}
            <ChoiceToken
              label={t('touchpoints.place')}
              shown={wordsOf(field)}
              value={field}
              groups={groups(isPlaceField)}
              onChoose={(chosen) => {
                const next = fieldOf(chosen);
                if (isPlaceField(next)) onChange(place.with(at, { field: next, read: readOf(next) }));
              }}
              look="lead"
              width={360}
              free
            />
            <ChoiceToken
              label={t('touchpoints.read')}
              shown={t(`touchpoints.readAs.${read}`)}
              value={read}
              groups={[{ label: '', choices: reads }]}
              onChoose={(chosen) => onChange(place.with(at, { field, read: chosen as PlaceField['read'] }))}
              look="quiet"
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`${t('touchpoints.removePlace')}: ${wordsOf(field)}`}
              onClick={() => onChange(place.toSpliced(at, 1))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {place.length < MOST && (
        <TokenButton
          label={t('touchpoints.addPlace')}
          shown={t('touchpoints.addPlace')}
          look="quiet"
          onClick={() => onChange([...place, { field: 'properties.store_id', read: 'value' }])}
        />
      )}
    </>
  );
};
