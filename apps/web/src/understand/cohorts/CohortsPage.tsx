import { SegmentedControl } from '@mantine/core';
import { COHORT_UNITS } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import { cohortsQuery, lifecycleQuery, stageFlowsQuery } from '../../api/understandQueries.js';
import { ModelPicker } from '../../models/ModelPicker.js';
import { type Model, useModels } from '../../models/useModel.js';
import { eventsOf, NO_VOCABULARY, type Vocabulary } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { EmptyState } from '../../ui/states.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import { Vocabularied } from '../events/InteractionTokens.js';
import { useScope } from '../useScope.js';
import { FlowsView } from './FlowsView.js';
import { LifecycleView } from './LifecycleView.js';
import { Retention } from './Retention.js';
import { ReturnsChoice, StartChoice } from './StartChoice.js';
import { returnsIn, startIn } from './start.js';

const VIEWS = ['retention', 'lifecycle', 'flows'] as const;
const PURCHASE = 'Order Completed';

/** The purchase where there are any, else what was seen most. */
const usualEvent = (vocabulary: Vocabulary): string => {
  const seen = eventsOf(vocabulary).filter(({ interactions }) => interactions > 0);
  return (seen.find(({ event }) => event === PURCHASE) ?? seen[0])?.event ?? PURCHASE;
};

const useAsked = () => {
  const [{ by: unit, returns }] = useAddress();
  const scope = useScope();
  const did = returnsIn(returns);
  const by = COHORT_UNITS.find((one) => one === unit) ?? ('month' as const);
  return { scope, by, rule: did ? { did } : undefined };
};

const RetentionOf = ({ vocabulary }: { vocabulary: Vocabulary }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [address, change] = useAddress();
  const { scope, by, rule } = useAsked();
  const event = usualEvent(vocabulary);
  const start = startIn(address.start) ?? { rule: { did: { event } } };
  const asked = { ...scope, by, start, ...(rule ? { returns: rule } : {}) };
  const query = useQuery(cohortsQuery(workspace.id, asked));
  return (
    <>
      <Vocabularied vocabulary={vocabulary}>
        <StartChoice
          start={start}
          event={event}
          onChange={(next) => change({ start: JSON.stringify(next) }, { replace: true })}
        />
      </Vocabularied>
      <ReturnsChoice label={t('cohorts.returns')} event={event} vocabulary={vocabulary} />
      <Answer query={query}>
        {(cohorts) =>
          cohorts.cohorts.some(({ customers }) => customers > 0) ? (
            <Retention cohorts={cohorts} asked={asked} />
          ) : (
            <EmptyState title={t('cohorts.nobody')} text={t('cohorts.nobodyText')} compact />
          )
        }
      </Answer>
    </>
  );
};

const LifecycleOf = ({ vocabulary }: { vocabulary: Vocabulary }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { scope, by, rule } = useAsked();
  const asked = { ...scope, by, ...(rule ? { active: rule } : {}) };
  const query = useQuery(lifecycleQuery(workspace.id, asked));
  return (
    <>
      <ReturnsChoice label={t('cohorts.active')} event={usualEvent(vocabulary)} vocabulary={vocabulary} />
      <Answer
        query={query}
        isEmpty={({ steps }) =>
          steps.every((step) => step.new + step.returning + step.resurrected + step.dormant === 0)
        }
      >
        {(lifecycle) => <LifecycleView lifecycle={lifecycle} asked={asked} />}
      </Answer>
    </>
  );
};

const FlowsOf = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { where: _, ...scope } = useScope();
  const asked = { ...scope, model: model.id };
  const query = useQuery(stageFlowsQuery(workspace.id, asked));
  return (
    <Answer query={query}>
      {(flows) =>
        flows.flows.length === 0 ? (
          <EmptyState title={t('cohorts.noFlows')} compact />
        ) : (
          <FlowsView flows={flows} model={model} asked={asked} />
        )
      }
    </Answer>
  );
};

/** Who comes back, who is new or gone, and where people went between stages. */
export const CohortsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [{ view: asked }, change] = useAddress();
  const view = VIEWS.find((one) => one === asked) ?? 'retention';
  const { by } = useAsked();
  const { model } = useModels();
  const known = useQuery(vocabularyQuery(workspace.id));
  const vocabulary = known.data ?? NO_VOCABULARY;
  return (
    <AnalysisPage
      name="cohorts"
      properties={view !== 'flows'}
      choices={
        view === 'flows' ? (
          <ModelPicker />
        ) : (
          <SegmentedControl
            aria-label={t('cohorts.by')}
            data={COHORT_UNITS.map((value) => ({ value, label: t(`cohorts.steps.${value}`) }))}
            value={by}
            onChange={(chosen) => change({ by: chosen === 'month' ? undefined : chosen })}
          />
        )
      }
    >
      <SegmentedControl
        aria-label={t('cohorts.view')}
        data={VIEWS.map((value) => ({ value, label: t(`cohorts.views.${value}`) }))}
        value={view}
        onChange={(chosen) => change({ view: chosen === 'retention' ? undefined : chosen })}
      />
      {view === 'flows' ? (
        model && <FlowsOf model={model} />
      ) : known.isPending ? null : view === 'retention' ? (
        <RetentionOf vocabulary={vocabulary} />
      ) : (
        <LifecycleOf vocabulary={vocabulary} />
      )}
    </AnalysisPage>
  );
};
