import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { ATTRIBUTION_MODELS, type AttributionModel, ORIGINS } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import type { AttributionQuery } from '../../api/understandPaths.js';
import { attributionQuery } from '../../api/understandQueries.js';
import { useWords } from '../../i18n/useWords.js';
import { eventsOf, NO_VOCABULARY } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { type Search, useAddress } from '../../shell/search.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { OriginResult } from './OriginResult.js';
import type { Measure } from './originOption.js';

const LOOKBACKS = ['P7D', 'P30D', 'P90D', 'P365D'] as const;
const USUAL: readonly AttributionModel[] = ['first', 'last', 'markov1'];
const CONVERSION = 'Order Completed';

const byIn = ({ by }: Search) => ORIGINS.find((one) => one === by) ?? 'channel';
const lookbackIn = ({ lookback }: Search) => LOOKBACKS.find((one) => one === lookback) ?? 'P30D';
const measureIn = ({ show }: Search): Measure => (show === 'value' ? 'value' : 'conversions');

/** The models an address compares, in the order they are always told in. */
const modelsIn = ({ models }: Search): readonly AttributionModel[] => {
  const asked = ATTRIBUTION_MODELS.filter((model) => models?.split(',').includes(model));
  return asked.length > 0 ? asked : USUAL;
};

const Choices = () => {
  const { t } = useTranslation();
  const words = useWords();
  const workspace = useWorkspace();
  const [address, change] = useAddress();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const conversion = address.conversion ?? CONVERSION;
  const events = [...new Set([conversion, ...eventsOf(vocabulary).map(({ event }) => event)])];
  return (
    <>
      <Select
        aria-label={t('origin.conversion')}
        data={events.map((value) => ({ value, label: words.event(value) }))}
        value={conversion}
        searchable
        allowDeselect={false}
        onChange={(chosen) => change({ conversion: chosen === CONVERSION ? undefined : (chosen ?? undefined) })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <Select
        aria-label={t('origin.lookback')}
        data={LOOKBACKS.map((value) => ({ value, label: t(`origin.lookbacks.${value}`) }))}
        value={lookbackIn(address)}
        allowDeselect={false}
        onChange={(chosen) => change({ lookback: chosen ?? undefined })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <Select
        aria-label={t('origin.by')}
        data={ORIGINS.map((value) => ({ value, label: t(`origin.bys.${value}`) }))}
        value={byIn(address)}
        allowDeselect={false}
        onChange={(chosen) => change({ by: chosen === 'channel' ? undefined : (chosen ?? undefined) })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <SegmentedControl
        aria-label={t('origin.measure')}
        data={(['conversions', 'value'] as const).map((value) => ({ value, label: t(`origin.measures.${value}`) }))}
        value={measureIn(address)}
        onChange={(chosen) => change({ show: chosen === 'value' ? chosen : undefined })}
      />
      <MultiSelect
        aria-label={t('origin.compared')}
        data={ATTRIBUTION_MODELS.map((value) => ({ value, label: t(`origin.models.${value}`) }))}
        value={[...modelsIn(address)]}
        onChange={(chosen) => change({ models: chosen.length > 0 ? chosen.join(',') : undefined }, { replace: true })}
        comboboxProps={{ shadow: 'md' }}
      />
    </>
  );
};

/** Where conversions come from. */
export const OriginPage = () => {
  const workspace = useWorkspace();
  const scope = useScope();
  const [address] = useAddress();
  const asked: AttributionQuery = {
    ...scope,
    conversion: { event: address.conversion ?? CONVERSION },
    lookback: lookbackIn(address),
    by: byIn(address),
  };
  const query = useQuery(attributionQuery(workspace.id, asked));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the address says of models
  const models = useMemo(() => modelsIn(address), [address.models]);
  return (
    <AnalysisPage name="origin" choices={<Choices />}>
      <Answer query={query} isEmpty={({ journeys, untouched }) => journeys + untouched.conversions === 0}>
        {(told) => (
          <OriginResult
            told={told}
            asked={asked}
            models={models}
            all={ATTRIBUTION_MODELS}
            measure={measureIn(address)}
          />
        )}
      </Answer>
    </AnalysisPage>
  );
};
