import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../shell/search.js';
import { useMoments, usePersonas, useSegments } from '../strength/useBelongs.js';
import classes from './customers.module.css';
import { type Filters, PACES } from './useCustomers.js';

/** Bands of strength by the word they are called by. */
const STRENGTHS = { close: '75..', good: '55..75', neutral: '45..55', fragile: '25..45', distant: '..25' } as const;
/** Whether the relationship is broken, as the address says it, and the words it is told in. */
const ANSWERS = ['true', 'false'] as const;
const BROKEN = { true: 'broken', false: 'whole' } as const;

/** Filters on pace, persona, segment and relationship; what is not defined in the workspace is not offered. */
export const RelationFilters = ({ filters }: { filters: Filters }) => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const [personas, segments, moments] = [usePersonas(), useSegments(), useMoments()];
  const shared = { clearable: true, comboboxProps: { shadow: 'md' }, className: classes.choice } as const;
  const bands = Object.entries(STRENGTHS).map(([word, value]) => ({
    value: value as string,
    label: t(`strength.word_${word as keyof typeof STRENGTHS}`),
  }));
  const states = ANSWERS.map((answer) => ({ value: BROKEN[answer], label: t(`strength.${BROKEN[answer]}`) }));
  return (
    <>
      <Select
        {...shared}
        aria-label={t('pace.label')}
        placeholder={t('pace.any')}
        data={PACES.map((value) => ({ value, label: t(`pace.${value}`) }))}
        value={filters.pace ?? null}
        onChange={(pace) => change({ pace: pace ?? undefined })}
      />
      {personas.length > 0 && (
        <Select
          {...shared}
          aria-label={t('belongs.persona')}
          placeholder={t('belongs.anyPersona')}
          data={personas}
          value={filters.persona ?? null}
          onChange={(persona) => change({ persona: persona ?? undefined })}
        />
      )}
      {segments.length > 0 && (
        <Select
          {...shared}
          aria-label={t('belongs.segments')}
          placeholder={t('belongs.anySegment')}
          data={segments}
          value={filters.segment ?? null}
          onChange={(segment) => change({ segment: segment ?? undefined })}
        />
      )}
      {moments.length > 0 && (
        <Select
          {...shared}
          aria-label={t('strength.title')}
          placeholder={t('strength.any')}
          data={[...states, ...bands]}
          value={filters.broken ? BROKEN[filters.broken] : (filters.strength ?? null)}
          onChange={(value) => {
            const broken = ANSWERS.find((answer) => BROKEN[answer] === value);
            change({ broken, strength: broken ? undefined : (value ?? undefined) });
          }}
        />
      )}
    </>
  );
};
