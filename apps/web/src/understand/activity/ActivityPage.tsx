import { SegmentedControl, Table } from '@mantine/core';
import { ACTIVITY_STEPS } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../api/understandPaths.js';
import { activityQuery } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import classes from '../understand.module.css';
import { useScope } from '../useScope.js';
import { activityOption } from './activityOption.js';

const ActivityChart = ({ activity, ref }: { activity: Activity; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      activityOption(activity, inks, {
        day: format.day,
        figure: format.figure,
        people: (count) => t('common.customers', { count }),
        interactions: (count) => t('common.interactions', { count }),
      }),
    [activity, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('understand.activity.chart')} option={option} />;
};

const ActivityTable = ({ activity }: { activity: Activity }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={t('understand.activity.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('understand.from')}</Table.Th>
            <Table.Th scope="col">{t('understand.people')}</Table.Th>
            <Table.Th scope="col">{t('understand.interactions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {activity.steps.map(({ at, customers, interactions }) => (
            <Table.Tr key={at}>
              <Table.Td className="figure">{format.day(at)}</Table.Td>
              <Table.Td className="figure">{format.number(customers)}</Table.Td>
              <Table.Td className="figure">{format.number(interactions)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

const Shown = ({ activity }: { activity: Activity }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.panel}>
      <p className={classes.figures}>
        <span>{t('common.customers', { count: activity.customers })}</span>
        <span>{t('common.interactions', { count: activity.interactions })}</span>
      </p>
      <ChartPanel
        title={t('understand.activity.chart')}
        file="parcours-activity"
        chart={(ref) => <ActivityChart ref={ref} activity={activity} />}
        table={<ActivityTable activity={activity} />}
        csv={() => ({
          header: [t('understand.from'), t('understand.people'), t('understand.interactions')],
          rows: activity.steps.map(({ at, customers, interactions }) => [format.key(at), customers, interactions]),
        })}
      />
    </div>
  );
};

/** How many people did something, day by day, week by week or month by month. */
export const ActivityPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useScope();
  const [{ by: asked }, change] = useAddress();
  const by = ACTIVITY_STEPS.find((step) => step === asked) ?? 'day';
  const query = useQuery(activityQuery(workspace.id, { ...scope, by }));
  return (
    <AnalysisPage
      name="activity"
      choices={
        <SegmentedControl
          aria-label={t('understand.by')}
          data={ACTIVITY_STEPS.map((value) => ({ value, label: t(`understand.steps.${value}`) }))}
          value={by}
          onChange={(chosen) => change({ by: chosen === 'day' ? undefined : chosen })}
        />
      }
    >
      <Answer query={query} isEmpty={({ interactions }) => interactions === 0}>
        {(activity) => <Shown activity={activity} />}
      </Answer>
    </AnalysisPage>
  );
};
