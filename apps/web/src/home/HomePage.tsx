import { Select, Skeleton } from '@mantine/core';
import { IconRoute2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alertsQuery, dashboardQuery } from '../api/homeQueries.js';
import { ForModel } from '../models/ForModel.js';
import { ModelPicker } from '../models/ModelPicker.js';
import type { Model } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { PersonaPicker, useChosenPersona } from '../strength/PersonaPicker.js';
import { useSegments } from '../strength/useBelongs.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ErrorState } from '../ui/states.js';
import { AlertList } from './AlertList.js';
import classes from './home.module.css';
import { Story } from './Story.js';
import { SubscribeButton } from './SubscribeButton.js';
import { useStory } from './useStory.js';
import { WeekPicker } from './WeekPicker.js';

const Waiting = () => {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={48} mb="lg" />
      <Skeleton height={320} radius="lg" />
    </div>
  );
};

const SegmentPicker = () => {
  const { t } = useTranslation();
  const [{ segment }, change] = useAddress();
  const segments = useSegments();
  if (segments.length === 0) return null;
  return (
    <Select
      aria-label={t('home.segment')}
      placeholder={t('home.anySegment')}
      data={segments}
      value={segments.some(({ value }) => value === segment) ? (segment ?? null) : null}
      clearable
      onChange={(chosen) => change({ segment: chosen ?? undefined })}
      comboboxProps={{ shadow: 'md' }}
      w={{ base: '100%', xs: 190 }}
    />
  );
};

const useAsked = (model: Model) => {
  const [{ segment, until }] = useAddress();
  const persona = useChosenPersona();
  const segments = useSegments();
  const within = segments.some(({ value }) => value === segment) ? segment : undefined;
  return {
    model: model.id,
    ...(persona ? { persona } : {}),
    ...(within ? { segment: within } : {}),
    ...(until && /^\d{4}-\d\d-\d\d$/.test(until) ? { until } : {}),
  };
};

const Alerts = () => {
  const workspace = useWorkspace();
  const story = useStory(workspace.currency);
  const alerts = useQuery(alertsQuery(workspace.id));
  if (alerts.isError) return <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />;
  return alerts.data ? <AlertList alerts={alerts.data} story={story} /> : <Waiting />;
};

const Home = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const told = useQuery(dashboardQuery(workspace.id, useAsked(model)));
  return (
    <>
      <div className={classes.tools}>
        <ModelPicker />
        <PersonaPicker />
        <SegmentPicker />
        {told.data && <WeekPicker last={told.data.days.to} />}
      </div>
      <div className={told.isPlaceholderData ? `${classes.page} ${classes.stale}` : classes.page}>
        {told.isError ? (
          <ErrorState error={told.error} onRetry={() => void told.refetch()} />
        ) : told.isPending ? (
          <Waiting />
        ) : (
          <Story told={told.data} />
        )}
        <Alerts />
      </div>
      <p className={classes.onwards}>
        <ButtonLink
          to="/map"
          search={{ model: model.id }}
          variant="default"
          leftSection={<IconRoute2 size={16} stroke={1.75} aria-hidden />}
        >
          {t('home.seeMap')}
        </ButtonLink>
      </p>
    </>
  );
};

/** The first screen: what happened this week, in sentences, and what departs from the usual. */
export const HomePage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const empty = workspace.interactions === 0;
  return (
    <>
      <PageHeader title={t('home.title')}>{!empty && <SubscribeButton />}</PageHeader>
      <ForModel waiting={<Waiting />}>{(model) => <Home model={model} />}</ForModel>
    </>
  );
};
