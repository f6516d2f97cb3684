import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type Ref, useCallback } from 'react';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { type Bar, barsOption } from './barsOption.js';

export interface Column {
  name: string;
  /** One per bar: as people read it, and as a file holds it. */
  cells: { told: string; value: string | number | null }[];
}
interface BarsPanelProps {
  title: string;
  hint?: string;
  file: string;
  bars: readonly Bar[];
  /** What each bar is called first, then its figures. */
  columns: readonly Column[];
}

const BarsChart = ({ title, bars, ref }: { title: string; bars: readonly Bar[]; ref: Ref<ChartHandle> }) => {
  const format = useFormat();
  const narrow = useMediaQuery('(max-width: 47.99em)') ?? false;
  const option = useCallback(
    (inks: Inks) => barsOption(bars, inks, { percent: format.fine, narrow }),
    [bars, format, narrow],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={title} option={option} />;
};

const BarsTable = ({ title, columns }: { title: string; columns: readonly Column[] }) => (
  <Scrollable className={chartClasses.table} label={title}>
    <Table>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ name }) => (
            <Table.Th key={name} scope="col">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns[0]?.cells.map(({ told }, at) => (
          <Table.Tr key={told}>
            {columns.map(({ name, cells }) => (
              <Table.Td key={name} className="figure">
                {cells[at]?.told}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Scrollable>
);

/** Shares as bars, and as a table. */
export const BarsPanel = ({ title, hint, file, bars, columns }: BarsPanelProps) => (
  <ChartPanel
    title={title}
    {...(hint === undefined ? {} : { hint })}
    file={file}
    chart={(ref) => <BarsChart ref={ref} title={title} bars={bars} />}
    table={<BarsTable title={title} columns={columns} />}
    csv={() => ({
      header: columns.map(({ name }) => name),
      rows: (columns[0]?.cells ?? []).map((_, at) => columns.map(({ cells }) => cells[at]?.value ?? null)),
    })}
  />
);
