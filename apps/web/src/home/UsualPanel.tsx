import { Table } from '@mantine/core';
import type { UsualDay } from '@parcours/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type Inks } from '../charts/Chart.js';
import { ChartPanel } from '../charts/ChartPanel.js';
import chartClasses from '../charts/charts.module.css';
import { useFormat } from '../i18n/useFormat.js';
import { Scrollable } from '../ui/Scrollable.js';
import classes from './home.module.css';
import type { PageStory } from './useStory.js';
import { usualOption } from './usualOption.js';

interface PanelProps {
  title: string;
  file: string;
  days: readonly UsualDay[];
  story: PageStory;
}

const DaysTable = ({ title, days, story }: Omit<PanelProps, 'file'>) => {
  const { t } = useTranslation();
  const rounded = (value: number | null) => (value === null ? '–' : story.number(Math.round(value)));
  return (
    <Scrollable className={chartClasses.table} label={title}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(['day', 'observed', 'expected', 'low', 'high'] as const).map((name) => (
              <Table.Th scope="col" key={name}>
                {t(`home.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map(({ date, observed, expected, low, high }) => (
            <Table.Tr key={date}>
              <Table.Td className="figure">{story.shortDay(date)}</Table.Td>
              {[observed, expected, low, high].map((value, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                <Table.Td className="figure" key={at}>
                  {rounded(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** Days beside the range that is usual, drawn, as a table, and to take away. */
export const UsualPanel = ({ title, file, days, story }: PanelProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      usualOption(days, inks, {
        day: story.shortDay,
        figure: format.figure,
        observed: (value) => t('home.counted', { value: format.number(value) }),
        usual: (low, high) => t('home.usually', { low: format.number(low), high: format.number(high) }),
      }),
    [days, story, format, t],
  );
  return (
    <ChartPanel
      title={title}
      hint={t('home.band')}
      file={file}
      chart={(ref) => <Chart ref={ref} className={classes.chart} label={title} option={option} />}
      table={<DaysTable title={title} days={days} story={story} />}
      csv={() => ({
        header: (['day', 'observed', 'expected', 'low', 'high'] as const).map((name) => t(`home.${name}`)),
        rows: days.map(({ date, observed, expected, low, high }) => [date, observed, expected, low, high]),
      })}
    />
  );
};
