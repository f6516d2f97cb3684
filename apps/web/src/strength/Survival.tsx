import { Table } from '@mantine/core';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaceStage } from '../api/types.js';
import { Chart, type ChartHandle, type Inks } from '../charts/Chart.js';
import { ChartPanel } from '../charts/ChartPanel.js';
import chartClasses from '../charts/charts.module.css';
import { useFormat } from '../i18n/useFormat.js';
import { Scrollable } from '../ui/Scrollable.js';
import { survivalOption } from './survivalOption.js';

const SurvivalChart = ({ stage, ref }: { stage: PaceStage; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      survivalOption(stage, inks, {
        days: format.short,
        percent: format.percent,
        half: t('pace.half'),
        nineTenths: t('pace.nineTenths'),
        daysAxis: t('pace.days'),
      }),
    [stage, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('pace.curve')} option={option} />;
};

const COLUMNS = ['days', 'share', 'low', 'high', 'atRisk'] as const;

const SurvivalTable = ({ stage }: { stage: PaceStage }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  return (
    <Scrollable className={chartClasses.table} label={t('pace.curve')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`pace.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stage.curve.map(({ days, survival, low, high, atRisk }) => (
            <Table.Tr key={days}>
              <Table.Td className="figure">{format.short(days)}</Table.Td>
              <Table.Td className="figure">{format.percent(survival)}</Table.Td>
              <Table.Td className="figure">{share(low)}</Table.Td>
              <Table.Td className="figure">{share(high)}</Table.Td>
              <Table.Td className="figure">{format.number(atRisk)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** The share of those in a stage who have not moved on yet, by how long they have been there. */
export const Survival = ({ stage, file }: { stage: PaceStage; file: string }) => {
  const { t } = useTranslation();
  return (
    <ChartPanel
      title={t('pace.curve')}
      hint={t('pace.curveHint')}
      file={file}
      chart={(ref) => <SurvivalChart ref={ref} stage={stage} />}
      table={<SurvivalTable stage={stage} />}
      csv={() => ({
        header: COLUMNS.map((column) => t(`pace.${column}`)),
        rows: stage.curve.map(({ days, survival, low, high, atRisk }) => [days, survival, low, high, atRisk]),
      })}
    />
  );
};
