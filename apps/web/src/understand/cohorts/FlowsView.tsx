import { type Ref, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageFlows, StageFlowsQuery } from '../../api/understandPaths.js';
import { readStageFlowPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { type Model, stageIndex } from '../../models/useModel.js';
import { useWorkspace } from '../../session/workspace.js';
import { stageColour } from '../../theme/stageColours.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import classes from './cohorts.module.css';
import { type Flow, FlowsTable } from './FlowsTable.js';
import { flowAt, flowsOption } from './flowsOption.js';

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

interface DrawnProps {
  flows: StageFlows;
  model: Model;
}

const FlowsChart = ({
  flows,
  model,
  onOpen,
  ref,
}: DrawnProps & { onOpen: (flow: Flow) => void; ref: Ref<ChartHandle> }) => {
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
  const pick = useCallback(
    (data: unknown) => {
      const flow = flowAt(flows, data);
      if (flow) onOpen(flow);
    },
    [flows, onOpen],
  );
  return <Chart ref={ref} className={classes.sankey} label={t('cohorts.flows')} option={option} onPick={pick} />;
};

/** Where people went between stages, drawn, as a table and as a file; each band opens onto its people. */
export const FlowsView = ({ flows, model, asked }: DrawnProps & { asked: StageFlowsQuery }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const stage = useStageName(model);
  const [flow, setFlow] = useState<Flow | null>(null);
  const between = (mark: number) =>
    t('cohorts.between', { from: format.day(flows.marks[mark] ?? ''), to: format.day(flows.marks[mark + 1] ?? '') });
  const columns = [t('cohorts.at'), t('cohorts.from'), t('cohorts.to'), t('cohorts.customers')];
  const behind: Behind | null = flow && {
    title: t('cohorts.went', {
      customers: t('common.customers', { count: flow.customers }),
      ...{ from: stage(flow.from), to: stage(flow.to), when: between(flow.mark) },
    }),
    of: ['stageFlows', workspace.id, asked, flow.mark, flow.from, flow.to],
    read: (cursor) =>
      readStageFlowPeople(workspace.id, { ...asked, mark: flow.mark, from: flow.from, to: flow.to }, cursor),
  };
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
            <FlowsChart ref={ref} flows={flows} model={model} onOpen={setFlow} />
          </>
        )}
        table={<FlowsTable flows={flows.flows} columns={columns} between={between} stage={stage} onOpen={setFlow} />}
        csv={() => ({
          header: columns,
          rows: flows.flows.map(({ mark, from, to, customers }) => [between(mark), stage(from), stage(to), customers]),
        })}
      />
      <PeopleDrawer behind={behind} onClose={() => setFlow(null)} />
    </div>
  );
};
