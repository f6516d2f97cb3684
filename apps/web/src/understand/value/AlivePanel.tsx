import { Table } from '@mantine/core';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueModel } from '../../api/valuePaths.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { aliveOption } from './options.js';

type Bins = ValueModel['alive']['bins'];

const useRange = (): ((bin: Bins[number]) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    ({ from, to }: Bins[number]) => t('value.range', { from: format.percent(from), to: format.percent(to) }),
    [format, t],
  );
};

const AliveChart = ({ bins, ref }: { bins: Bins; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const range = useRange();
  const option = useCallback(
    (inks: Inks) =>
      aliveOption(bins, inks, {
        ...{ range, percent: format.percent, figure: format.figure },
        people: (count) => t('common.customers', { count }),
      }),
    [bins, range, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('value.aliveTitle')} option={option} />;
};

const AliveTable = ({ bins }: { bins: Bins }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const range = useRange();
  return (
    <Scrollable className={chartClasses.table} label={t('value.aliveTitle')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('value.pAlive')}</Table.Th>
            <Table.Th scope="col">{t('value.customers')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bins.map((bin) => (
            <Table.Tr key={bin.from}>
              <Table.Td className="figure">{range(bin)}</Table.Td>
              <Table.Td className="figure">{format.number(bin.customers)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** Those who bought again, by how likely they are to come back. */
export const AlivePanel = ({ alive: { bins, once } }: Pick<ValueModel, 'alive'>) => {
  const { t } = useTranslation();
  const range = useRange();
  return (
    <ChartPanel
      title={t('value.aliveTitle')}
      hint={t('value.aliveHint', { count: once })}
      file="parcours-value-alive"
      chart={(ref) => <AliveChart ref={ref} bins={bins} />}
      table={<AliveTable bins={bins} />}
      csv={() => ({
        header: [t('value.pAlive'), t('value.customers')],
        rows: bins.map((bin) => [range(bin), bin.customers]),
      })}
    />
  );
};
