import { type Ref, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Funnel, FunnelQuery, FunnelStep } from '../../api/understandPaths.js';
import { readFunnelPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useSpanWords } from '../../rules/tokens/useTokenWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { FunnelSteps } from './FunnelSteps.js';
import { BreakdownTable, FunnelTable, type Group, useGroups } from './FunnelTables.js';
import classes from './funnel.module.css';
import { funnelOption } from './funnelOption.js';
import { LeftNext } from './LeftNext.js';

const FunnelChart = ({ steps, ref }: { steps: readonly FunnelStep[]; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      funnelOption(steps, inks, {
        number: format.number,
        percent: format.percent,
        people: (count) => t('common.customers', { count }),
      }),
    [steps, format, t],
  );
  return <Chart ref={ref} className={classes.chart} label={t('funnel.chart')} option={option} />;
};

interface Opened {
  step: number;
  left: boolean;
  group?: Group;
}

/** Which people are shown beside the page: who reached a step, of all or of a group, or who left after it. */
const useBehind = (funnel: Funnel, asked: FunnelQuery) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const open = (step: number, left: boolean) => setOpened({ step, left });
  const openGroup = (step: number, group: Group) => setOpened({ step, left: false, group });
  const told = opened && (opened.group ?? funnel).steps[opened.step - 1];
  if (!opened || !told) return { behind: null, open, openGroup, close };
  const { step, left, group } = opened;
  const customers = t('common.customers', { count: left ? told.left : told.customers });
  const reached = t(left ? 'funnel.leftAt' : 'funnel.reached', { customers, step: told.name });
  const of = group ? { group: group.group } : {};
  const behind: Behind = {
    title: group ? `${group.name}: ${reached}` : reached,
    of: ['funnel', workspace.id, asked, step, left, of],
    read: (cursor) => {
      const at = { step, left, ...of, ...(cursor === null ? {} : { cursor }) };
      return readFunnelPeople(workspace.id, asked, at);
    },
    about: left ? <LeftNext asked={asked} step={step} /> : undefined,
  };
  return { behind, open, openGroup, close };
};

const useCsv = (funnel: Funnel, groups: readonly Group[]) => {
  const { t } = useTranslation();
  const columns = ['name', 'customers', 'conversion', 'fromPrevious', 'median', 'left'] as const;
  return () => ({
    header: [t('funnel.value'), ...columns.map((column) => t(`funnel.${column}`))],
    rows: [{ name: '', steps: funnel.steps }, ...groups].flatMap(({ name: value, steps }) =>
      steps.map(({ name, customers, conversion, fromPrevious, medianSeconds, left }) => [
        ...[value, name, customers, conversion, fromPrevious, medianSeconds, left],
      ]),
    ),
  });
};

/** A funnel measured: drawn, told step by step, as tables and as files. */
export const FunnelResult = ({ funnel, asked }: { funnel: Funnel; asked: FunnelQuery }) => {
  const { t } = useTranslation();
  const words = useWords();
  const spanWords = useSpanWords();
  const [{ by }] = useAddress();
  const groups = useGroups(funnel, by);
  const csv = useCsv(funnel, groups);
  const { behind, open, openGroup, close } = useBehind(funnel, asked);
  const split = t('funnel.split', {
    name: by === 'persona' ? t('funnel.persona').toLowerCase() : words.trait(by ?? '').toLowerCase(),
  });
  return (
    <div className={shared.analysis}>
      <div className={shared.panel}>
        <ChartPanel
          title={t('funnel.chart')}
          hint={t('funnel.hint', { window: spanWords(asked.window) })}
          file="parcours-funnel"
          chart={(ref) => <FunnelChart ref={ref} steps={funnel.steps} />}
          table={<FunnelTable steps={funnel.steps} />}
          csv={csv}
        />
        <FunnelSteps funnel={funnel} onOpen={open} />
      </div>
      {groups.length > 0 && (
        <div className={shared.panel}>
          <h3 className={classes.nextTitle}>{split}</h3>
          <BreakdownTable groups={groups} label={split} onOpen={openGroup} />
        </div>
      )}
      <PeopleDrawer behind={behind} onClose={close} />
    </div>
  );
};
