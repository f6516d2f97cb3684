import { Table, useComputedColorScheme } from '@mantine/core';
import { LIFECYCLE_STATES, type LifecycleState } from '@parcours/core';
import { type Ref, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lifecycle, LifecycleQuery } from '../../api/understandPaths.js';
import { readLifecyclePeople } from '../../api/understandQueries.js';
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
import { lifecycleOption, stateColour } from './lifecycleOption.js';

type Cell = { at: string; state: LifecycleState; count: number };

const LifecycleChart = ({ lifecycle, ref }: { lifecycle: Lifecycle; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      lifecycleOption(lifecycle, inks, {
        day: format.day,
        figure: format.figure,
        state: (state) => t(`cohorts.states.${state}`),
        people: format.number,
      }),
    [lifecycle, format, t],
  );
  return <Chart ref={ref} className={classes.chart} label={t('cohorts.lifecycle')} option={option} />;
};

const Legend = () => {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  return (
    <ul className={classes.legend}>
      {LIFECYCLE_STATES.map((state) => (
        <li key={state}>
          <span className={classes.dot} style={{ background: stateColour(state, scheme) }} aria-hidden />
          {t(`cohorts.states.${state}`)}
        </li>
      ))}
    </ul>
  );
};

const LifecycleTable = ({ lifecycle, onOpen }: { lifecycle: Lifecycle; onOpen: (cell: Cell) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={t('cohorts.lifecycle')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('cohorts.from')}</Table.Th>
            {LIFECYCLE_STATES.map((state) => (
              <Table.Th key={state} scope="col">
                {t(`cohorts.states.${state}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lifecycle.steps.map((step) => (
            <Table.Tr key={step.at}>
              <Table.Th scope="row">{format.day(step.at)}</Table.Th>
              {LIFECYCLE_STATES.map((state) => (
                <Table.Td key={state} className="figure">
                  <Count count={step[state]} onOpen={() => onOpen({ at: step.at, state, count: step[state] })}>
                    {format.number(step[state])}
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

/** The lifecycle of activity, drawn, as a table and as a file. */
export const LifecycleView = ({ lifecycle, asked }: { lifecycle: Lifecycle; asked: LifecycleQuery }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const [cell, setCell] = useState<Cell | null>(null);
  const behind: Behind | null = cell && {
    title: t('cohorts.inState', {
      state: t(`cohorts.states.${cell.state}`),
      when: format.day(cell.at),
      customers: t('common.customers', { count: cell.count }),
    }),
    of: ['lifecycle', workspace.id, asked, cell.at, cell.state],
    read: (cursor) => readLifecyclePeople(workspace.id, { ...asked, at: cell.at, state: cell.state }, cursor),
  };
  const table = <LifecycleTable lifecycle={lifecycle} onOpen={setCell} />;
  return (
    <div className={shared.panel}>
      <ChartPanel
        title={t('cohorts.lifecycle')}
        hint={t('cohorts.lifecycleHint')}
        file="parcours-lifecycle"
        chart={(ref) => (
          <>
            <Legend />
            <LifecycleChart ref={ref} lifecycle={lifecycle} />
            {table}
          </>
        )}
        table={table}
        csv={() => ({
          header: [t('cohorts.from'), ...LIFECYCLE_STATES.map((state) => t(`cohorts.states.${state}`))],
          rows: lifecycle.steps.map((step) => [format.key(step.at), ...LIFECYCLE_STATES.map((state) => step[state])]),
        })}
      />
      <PeopleDrawer behind={behind} onClose={() => setCell(null)} />
    </div>
  );
};
