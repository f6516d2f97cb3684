import { Table } from '@mantine/core';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueModel } from '../../api/valuePaths.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { useCalendarDay } from './calendarDay.js';
import { holdoutOption } from './options.js';

type Holdout = NonNullable<ValueModel['holdout']>;

const HoldoutChart = ({ holdout, ref }: { holdout: Holdout; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useCalendarDay();
  const option = useCallback(
    (inks: Inks) =>
      holdoutOption(holdout, inks, {
        ...{ day, figure: format.figure, short: format.short },
        ...{ actual: t('value.actual'), predicted: t('value.predicted'), learnt: t('value.learnt') },
      }),
    [holdout, day, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('value.holdoutTitle')} option={option} />;
};

const HoldoutTable = ({ holdout }: { holdout: Holdout }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useCalendarDay();
  return (
    <Scrollable className={chartClasses.table} label={t('value.holdoutTitle')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('value.week')}</Table.Th>
            <Table.Th scope="col">{t('value.actual')}</Table.Th>
            <Table.Th scope="col">{t('value.predicted')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holdout.weeks.map(({ from, actual, predicted }) => (
            <Table.Tr key={from}>
              <Table.Td className="figure">{day(from)}</Table.Td>
              <Table.Td className="figure">{format.number(actual)}</Table.Td>
              <Table.Td className="figure">{format.short(predicted)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** What a model of the first part would have foretold, week by week, against what happened. */
export const HoldoutPanel = ({ holdout }: { holdout: Holdout }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useCalendarDay();
  return (
    <ChartPanel
      title={t('value.holdoutTitle')}
      hint={t('value.holdoutHint', {
        day: day(holdout.calibrationEnd),
        predicted: format.number(Math.round(holdout.predicted)),
        actual: format.number(holdout.actual),
      })}
      file="parcours-value-holdout"
      chart={(ref) => <HoldoutChart ref={ref} holdout={holdout} />}
      table={<HoldoutTable holdout={holdout} />}
      csv={() => ({
        header: [t('value.week'), t('value.actual'), t('value.predicted')],
        rows: holdout.weeks.map(({ from, actual, predicted }) => [from, actual, predicted]),
      })}
    />
  );
};
