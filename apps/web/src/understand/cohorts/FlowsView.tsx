import { Table } from '@mantine/core';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageFlows } from '../../api/understandPaths.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { type Model, stageIndex } from '../../models/useModel.js';
import { stageColour } from '../../theme/stageColours.js';
import { Scrollable } from '../../ui/Scrollable.js';
import shared from '../understand.module.css';
import classes from './cohorts.module.css';
import { flowsOption } from './flowsOption.js';

const useStageName = (model: Model) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return useCallback(
    (stage: string | null): string => {
      const known = model.stages.find(({ id }) => id === stage);
      return known ? say(known.name) : (stage ?? t('cohorts.off'));
    },
    [model, say, t],
  );
};

interface FlowsProps {
  flows: StageFlows;
  model: Model;
}

const FlowsChart = ({ flows, model, ref }: FlowsProps & { ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const stage = useStageName(model);
  const option = useCallback(
    (inks: Inks) =>
      flowsOption(flows, inks, {
        stage,
        colour: (id) =>
          id === null ? inks.soft : stageColour(stageIndex(model, id), model.stages.length, inks.scheme),
        people: (count) => t('common.customers', { count }),
      }),
    [flows, model, stage, t],
  );
  return <Chart ref={ref} className={classes.sankey} label={t('cohorts.flows')} option={option} />;
};

/** Where people went between stages, drawn, as a table and as a file. */
export const FlowsView = ({ flows, model }: FlowsProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const stage = useStageName(model);
  const between = (mark: number) =>
    t('cohorts.between', { from: format.day(flows.marks[mark] ?? ''), to: format.day(flows.marks[mark + 1] ?? '') });
  const columns = [t('cohorts.at'), t('cohorts.from'), t('cohorts.to'), t('cohorts.customers')];
  return (
    <div className={shared.panel}>
      <ChartPanel
        title={t('cohorts.flows')}
        hint={t('cohorts.flowsHint')}
        file={`parcours-flows-${flows.model}`}
        chart={(ref) => (
          <>
            <p className={classes.marks} aria-hidden>
              {flows.marks.map((mark) => (
                <span key={mark}>{format.day(mark)}</span>
              ))}
            </p>
            <FlowsChart ref={ref} flows={flows} model={model} />
          </>
        )}
        table={
          <Scrollable className={chartClasses.table} label={t('cohorts.flows')}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th key={column} scope="col">
                      {column}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {flows.flows.map(({ mark, from, to, customers }) => (
                  <Table.Tr key={`${mark} ${from} ${to}`}>
                    <Table.Td>{between(mark)}</Table.Td>
                    <Table.Td>{stage(from)}</Table.Td>
                    <Table.Td>{stage(to)}</Table.Td>
                    <Table.Td className="figure">{format.number(customers)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scrollable>
        }
        csv={() => ({
          header: columns,
          rows: flows.flows.map(({ mark, from, to, customers }) => [between(mark), stage(from), stage(to), customers]),
        })}
      />
    </div>
  );
};
