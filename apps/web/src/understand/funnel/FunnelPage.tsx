import { Select } from '@mantine/core';
import { FUNNEL_ORDERS } from '@parcours/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import type { FunnelQuery } from '../../api/understandPaths.js';
import { funnelQuery } from '../../api/understandQueries.js';
import { useWords } from '../../i18n/useWords.js';
import { allProperties, NO_VOCABULARY, type Vocabulary } from '../../rules/edit/vocabulary.js';
import { Small } from '../../rules/lines/parts.js';
import { SpanToken } from '../../rules/tokens/WindowToken.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { usePersonas } from '../../strength/useBelongs.js';
import { EmptyState } from '../../ui/states.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { FunnelResult } from './FunnelResult.js';
import classes from './funnel.module.css';
import { StepsEditor } from './StepsEditor.js';
import { orderIn, questionOf, type Step, stepsIn, usualSteps, windowIn } from './steps.js';

/** The order, the window, and what the funnel is split by. */
const Choices = ({ vocabulary }: { vocabulary: Vocabulary }) => {
  const { t } = useTranslation();
  const words = useWords();
  const [address, change] = useAddress();
  const personas = usePersonas();
  const properties = useMemo(() => allProperties(vocabulary), [vocabulary]);
  const told = properties.filter(({ types }) => types.some((type) => type !== 'list' && type !== 'object'));
  const names = told.map(({ name }) => ({ value: name, label: words.trait(name) }));
  return (
    <>
      <Select
        aria-label={t('funnel.order')}
        data={FUNNEL_ORDERS.map((value) => ({ value, label: t(`funnel.orders.${value}`) }))}
        value={orderIn(address)}
        allowDeselect={false}
        onChange={(order) => change({ order: order === 'ordered' ? undefined : (order ?? undefined) })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <Select
        aria-label={t('funnel.breakdown')}
        placeholder={t('funnel.noBreakdown')}
        data={[...(personas.length > 0 ? [{ value: 'persona', label: t('funnel.persona') }] : []), ...names]}
        value={address.by ?? null}
        clearable
        searchable
        onChange={(by) => change({ by: by ?? undefined })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <span className={classes.words}>
        <Small>{t('funnel.window')}</Small>
        <SpanToken span={windowIn(address)} onChange={(window) => change({ window }, { replace: true })} />
      </span>
    </>
  );
};

const useStepName = () => {
  const { t } = useTranslation();
  const words = useWords();
  return (step: Step) => [...new Set(step.map(({ event }) => words.event(event)))].join(` ${t('funnel.orWhen')} `);
};

/** How many go all the way through some steps, and where they leave. */
export const FunnelPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useScope();
  const [address, change] = useAddress();
  const known = useQuery(vocabularyQuery(workspace.id));
  const vocabulary = known.data ?? NO_VOCABULARY;
  const steps = stepsIn(address.steps) ?? (known.data ? usualSteps(known.data) : []);
  const nameOf = useStepName();
  const asked: FunnelQuery = { ...scope, ...questionOf(address, steps, nameOf) };
  const query = useQuery({
    ...funnelQuery(workspace.id, asked),
    enabled: steps.length > 0,
    placeholderData: keepPreviousData,
  });
  return (
    <AnalysisPage name="funnel" choices={<Choices vocabulary={vocabulary} />}>
      <StepsEditor
        steps={steps}
        vocabulary={vocabulary}
        onChange={(next) => change({ steps: JSON.stringify(next) }, { replace: true })}
      />
      <Answer query={query}>
        {(funnel) =>
          funnel.steps[0]?.customers === 0 ? (
            <EmptyState title={t('funnel.nobody')} text={t('funnel.nobodyText')} compact />
          ) : (
            <FunnelResult funnel={funnel} asked={asked} />
          )
        }
      </Answer>
    </AnalysisPage>
  );
};
