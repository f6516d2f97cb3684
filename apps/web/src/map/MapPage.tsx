import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { mapQuery } from '../api/queries.js';
import { useFormat } from '../i18n/useFormat.js';
import { ForModel } from '../models/ForModel.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { type Model, useModels } from '../models/useModel.js';
import { usePeriod } from '../period/period.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { BoundTo, useChosenPersona } from '../strength/PersonaPicker.js';
import { useMoments } from '../strength/useBelongs.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ErrorState } from '../ui/states.js';
import { ScopeBar } from '../understand/ScopeBar.js';
import { useScope } from '../understand/useScope.js';
import { JourneyView } from './JourneyView.js';
import { peopleBehind } from './links.js';
import { MapExport } from './MapExport.js';
import { MapTable } from './MapTable.js';
import { Measuring, StillMeasuring, useMeasuringWords } from './Measuring.js';
import classes from './map.module.css';
import { Summary } from './Summary.js';
import { WorthDoing } from './WorthDoing.js';

const LanesView = lazy(() => import('../lanes/LanesView.js').then((lanes) => ({ default: lanes.LanesView })));

const Waiting = () => {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={64} mb="xl" />
      <Skeleton height={420} radius="lg" mb="xl" />
      <Skeleton height={120} radius="lg" />
    </div>
  );
};

/** On to the moments of truth behind relationships, where there are any. */
const SeeMoments = () => {
  const { t } = useTranslation();
  if (useMoments().length === 0) return null;
  return (
    <p className={classes.bound}>
      <Link to="/moments/impact" className="quiet-link">
        {t('strength.seeMoments')}
      </Link>
    </p>
  );
};

/** Of a large workspace: figures measured a while ago, while newer ones are made. */
const AsOf = ({ measuredAt }: { measuredAt: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={classes.bound} role="status">
      {t('map.asOf', { time: format.moment(measuredAt) })}
    </p>
  );
};

const Journey = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const measuring = useMeasuringWords();
  const workspace = useWorkspace();
  const period = usePeriod();
  const [{ view }, change] = useAddress();
  const { segment, where } = useScope();
  const asked = { persona: useChosenPersona(), segment, where, from: period.from, to: period.to };
  const map = useQuery(mapQuery(workspace.id, model.id, asked));
  if (map.isError) return <ErrorState error={map.error} onRetry={() => void map.refetch()} />;
  if (map.isPending) return <Measuring model={model} text={measuring('map', workspace.customers, period)} />;
  const people = peopleBehind(map.data.model.id, period, map.data);
  const chosen = view === 'table' || view === 'lanes' ? view : 'map';
  const shown = { map: map.data, people };
  return (
    <div className={map.isPlaceholderData ? classes.stale : undefined} aria-busy={map.isPlaceholderData}>
      {model.persona && (
        <p className={classes.bound}>
          <BoundTo persona={model.persona} />
        </p>
      )}
      {map.isPlaceholderData && <StillMeasuring text={measuring('map', workspace.customers, period)} />}
      {map.data.refreshing && <AsOf measuredAt={map.data.measuredAt} />}
      <Summary map={map.data} people={people} />
      <WorthDoing map={map.data} people={people} />
      <div className={classes.tools}>
        <h2 className={classes.sectionTitle}>{t('map.stages')}</h2>
        <SegmentedControl
          size="xs"
          data={[
            { value: 'map', label: t('common.chart') },
            { value: 'lanes', label: t('lanes.view') },
            { value: 'table', label: t('common.table') },
          ]}
          value={chosen}
          onChange={(next) => change({ view: next === 'map' ? undefined : next })}
        />
        {chosen !== 'lanes' && <MapExport map={map.data} />}
      </div>
      {chosen === 'table' && <MapTable {...shown} />}
      {chosen === 'map' && <JourneyView {...shown} />}
      {chosen === 'lanes' && (
        <Suspense fallback={<Waiting />}>
          <LanesView {...shown} />
        </Suspense>
      )}
      <SeeMoments />
    </div>
  );
};

/** The journey map: the journey and what is worth doing about it. */
export const MapPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { model } = useModels();
  const empty = workspace.interactions === 0;
  return (
    <>
      <PageHeader title={t('map.title')}>{!empty && model && <ModelPicker />}</PageHeader>
      {!empty && model && (
        <ScopeBar
          timeless={false}
          properties={{ offer: t('map.onlyWhere'), about: t('customers.told_where') }}
          personas={model.persona === undefined}
        />
      )}
      <ForModel waiting={<Waiting />}>{(model) => <Journey model={model} />}</ForModel>
    </>
  );
};
