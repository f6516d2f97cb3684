import { Select, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import type { Churn, ValuePeople } from '../../api/valuePaths.js';
import { churnQuery } from '../../api/valueQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { eventsOf, NO_VOCABULARY } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { Answer } from '../AnalysisPage.js';
import { churnOption } from './options.js';
import classes from './value.module.css';

const ChurnChart = ({ churn, ref }: { churn: Churn; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      churnOption(churn, inks, {
        percent: format.percent,
        days: (value) => t('common.days', { count: value, value: format.number(value) }),
      }),
    [churn, format, t],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('value.churnTitle')} option={option} />;
};

const ChurnTable = ({ churn }: { churn: Churn }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={t('value.churnTitle')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('value.churnDays')}</Table.Th>
            <Table.Th scope="col">{t('value.churnGoesOn')}</Table.Th>
            <Table.Th scope="col">{t('value.churnSeen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {churn.curve.map(({ days, survival, atRisk }) => (
            <Table.Tr key={days}>
              <Table.Td className="figure">{format.number(days)}</Table.Td>
              <Table.Td className="figure">{format.percent(survival)}</Table.Td>
              <Table.Td className="figure">{format.number(atRisk)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

const Curve = ({ churn }: { churn: Churn }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { contracts, ended, median, curve } = churn;
  const told = t('value.churnTold', { count: contracts, ended: format.number(ended) });
  const half = median === null ? t('value.churnNoHalf') : t('value.churnHalf', { count: median });
  return (
    <ChartPanel
      title={t('value.churnCurve')}
      hint={`${told} ${half}`}
      file="parcours-value-churn"
      chart={(ref) => <ChurnChart ref={ref} churn={churn} />}
      table={<ChurnTable churn={churn} />}
      csv={() => ({
        header: [t('value.churnDays'), t('value.churnGoesOn'), t('value.churnSeen')],
        rows: curve.map(({ days, survival, atRisk }) => [days, survival, atRisk]),
      })}
    />
  );
};

interface AskedProps {
  people: ValuePeople;
  begins: string;
  ends: string;
}

const Asked = ({ people, begins, ends }: AskedProps) => {
  const workspace = useWorkspace();
  const period = { from: '1970-01-01', to: new Date(Date.parse(workspace.to ?? '1970-01-02') + 1).toISOString() };
  const body = { period, ...people, start: { event: begins }, end: { event: ends } };
  return (
    <Answer query={useQuery(churnQuery(workspace.id, body))} height={300}>
      {(churn) => <Curve churn={churn} />}
    </Answer>
  );
};

/** How long contracts last, by the events that begin and end one. */
export const ChurnPanel = ({ people }: { people: ValuePeople }) => {
  const { t } = useTranslation();
  const { event: say } = useWords();
  const workspace = useWorkspace();
  const [{ begins, ends }, change] = useAddress();
  const events = eventsOf(useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY);
  const data = events.map(({ event }) => ({ value: event, label: say(event) }));
  return (
    <div>
      <h2 className={classes.title}>{t('value.churnTitle')}</h2>
      <p className={classes.hint}>{t('value.churnHint')}</p>
      <div className={classes.choices}>
        <Select
          label={t('value.churnBegins')}
          placeholder={t('value.churnChoose')}
          {...{ data, searchable: true, clearable: true, value: begins ?? null }}
          onChange={(event) => change({ begins: event ?? undefined }, { replace: true })}
        />
        <Select
          label={t('value.churnEnds')}
          placeholder={t('value.churnChoose')}
          {...{ data, searchable: true, clearable: true, value: ends ?? null }}
          onChange={(event) => change({ ends: event ?? undefined }, { replace: true })}
        />
      </div>
      {begins && ends && <Asked people={people} begins={begins} ends={ends} />}
    </div>
  );
};
