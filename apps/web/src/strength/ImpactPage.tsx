import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { impactQuery } from '../api/strengthQueries.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { useModels } from '../models/useModel.js';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { usePeriod } from '../period/period.js';
import { useWorkspace } from '../session/workspace.js';
import { PageHeader } from '../ui/PageHeader.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { ImpactTable } from './ImpactTable.js';
import classes from './strength.module.css';
import { useMoments } from './useBelongs.js';

/** The ten moments that bring most people closer, and the ten that push most away, over the chosen period. */
export const Impact = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { from, to } = usePeriod();
  const { model } = useModels();
  const defined = useMoments().length > 0;
  const impact = useQuery({
    ...impactQuery(workspace.id, { ...(model ? { model: model.id } : {}), from, to }),
    enabled: defined && model !== undefined,
  });
  if (!defined) return <EmptyState title={t('impact.noneDefined')} text={t('impact.noneDefinedText')} />;
  if (impact.isError) return <ErrorState error={impact.error} onRetry={() => void impact.refetch()} />;
  if (impact.isPending) return <Skeleton height={320} radius="lg" />;
  const { items } = impact.data;
  return (
    <div className={classes.lists} aria-busy={impact.isPlaceholderData}>
      <ImpactTable id="up" title={t('impact.up')} items={items.filter(({ effect }) => effect === 'reinforce')} />
      <ImpactTable id="down" title={t('impact.down')} items={items.filter(({ effect }) => effect !== 'reinforce')} />
      <div>
        <p className={classes.hint}>{t('impact.othersHint')}</p>
        <p className={classes.hint}>{t('impact.association')}</p>
      </div>
    </div>
  );
};

/** The moments of truth that move most people, as a page. */
export const ImpactPage = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('impact.title')} text={t('impact.text')}>
        <ModelPicker />
        <PeriodPicker />
      </PageHeader>
      <Impact />
    </>
  );
};
