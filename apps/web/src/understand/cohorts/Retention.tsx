import { Table } from '@mantine/core';
import { type Ref, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cohorts, CohortsQuery } from '../../api/understandPaths.js';
import { readCohortPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { Count } from '../people/Count.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import classes from './cohorts.module.css';
import { retentionOption } from './retentionOption.js';

type Cell = { at: string; later: number; count: number };

const useLater = (by: CohortsQuery['by']) => {
  const { t } = useTranslation();
  return (count: number) => t(by === 'week' ? 'cohorts.later_week' : 'cohorts.later_month', { count });
};

const RetentionChart = ({ cohorts, by, ref }: { cohorts: Cohorts; by: CohortsQuery['by']; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      retentionOption(cohorts, inks, {
        percent: format.percent,
        day: format.day,
        later: (count) => t(by === 'week' ? 'cohorts.later_week' : 'cohorts.later_month', { count }),
        all: t('cohorts.all'),
      }),
    [cohorts, by, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('cohorts.retention')} option={option} />;
};

interface HeatProps {
  cohorts: Cohorts;
  by: CohortsQuery['by'];
  onOpen: (cell: Cell) => void;
}

/** A row for each cohort: the more of it came back, the deeper the colour. Each number opens onto its people. */
const Heat = ({ cohorts: { cohorts }, by, onOpen }: HeatProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const later = useLater(by);
  return (
    <Scrollable className={classes.scroll} label={t('cohorts.retention')}>
      <Table className={classes.heat}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('cohorts.cohort')}</Table.Th>
            <Table.Th scope="col">{t('cohorts.customers')}</Table.Th>
            {cohorts[0]?.retained.slice(1).map((_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place says how much later
              <Table.Th key={at} scope="col">
                {later(at + 1)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cohorts.map(({ at, customers, retained }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row">{format.day(at)}</Table.Th>
              <Table.Td className="figure">
                <Count count={customers} onOpen={() => onOpen({ at, later: 0, count: customers })}>
                  {format.number(customers)}
                </Count>
              </Table.Td>
              {retained.slice(1).map((count, place) => (
                <Table.Td
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place says how much later
                  key={place}
                  className={`figure ${classes.cell}`}
                  style={{ '--heat': customers === 0 ? 0 : count / customers } as React.CSSProperties}
                >
                  <Count count={count} onOpen={() => onOpen({ at, later: place + 1, count })}>
                    {customers === 0 ? '–' : format.percent(count / customers)}
                  </Count>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** Retention, drawn, as a table of heat and as files. */
export const Retention = ({ cohorts, asked }: { cohorts: Cohorts; asked: CohortsQuery }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const later = useLater(asked.by);
  const [cell, setCell] = useState<Cell | null>(null);
  const words = cell && { customers: t('common.customers', { count: cell.count }), when: format.day(cell.at) };
  const behind: Behind | null = cell &&
    words && {
      title:
        cell.later === 0
          ? t('cohorts.people', words)
          : t('cohorts.peopleLater', { ...words, later: later(cell.later) }),
      of: ['cohorts', workspace.id, asked, cell.at, cell.later],
      read: (cursor) => readCohortPeople(workspace.id, { ...asked, at: cell.at, later: cell.later }, cursor),
    };
  const heat = <Heat cohorts={cohorts} by={asked.by} onOpen={setCell} />;
  return (
    <div className={shared.panel}>
      <ChartPanel
        title={t('cohorts.retention')}
        hint={t('cohorts.retentionHint')}
        file="parcours-cohorts"
        chart={(ref) => (
          <>
            <RetentionChart ref={ref} cohorts={cohorts} by={asked.by} />
            {heat}
          </>
        )}
        table={heat}
        csv={() => ({
          header: [
            t('cohorts.cohort'),
            t('cohorts.customers'),
            ...(cohorts.cohorts[0]?.retained.slice(1) ?? []).map((_, at) => later(at + 1)),
          ],
          rows: cohorts.cohorts.map(({ at, customers, retained }) => [format.key(at), customers, ...retained.slice(1)]),
        })}
      />
      <PeopleDrawer behind={behind} onClose={() => setCell(null)} />
    </div>
  );
};
