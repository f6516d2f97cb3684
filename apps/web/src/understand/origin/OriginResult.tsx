import { Alert, Table, UnstyledButton } from '@mantine/core';
import { type AttributionModel, CHANNEL_LABELS, NONE, type OriginChannel, OTHER_STEPS } from '@parcours/core';
import { type Ref, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attribution, AttributionQuery } from '../../api/understandPaths.js';
import { readOriginPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { EmptyState } from '../../ui/states.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import classes from './origin.module.css';
import { type Measure, MOST_DRAWN, originOption } from './originOption.js';

interface ShownProps {
  told: Attribution;
  models: readonly AttributionModel[];
  measure: Measure;
}

/** What channels are called; those a source named itself, sources and campaigns keep their own names. */
const useNames = ({ names, rows }: Attribution): ((name: string) => string) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const others = names - rows.filter(({ name }) => name !== OTHER_STEPS).length;
  return useCallback(
    (name) => {
      if (name === OTHER_STEPS) return t('origin.others', { count: Math.max(1, others) });
      if (name === NONE) return t('origin.none');
      const label = Object.hasOwn(CHANNEL_LABELS, name) ? CHANNEL_LABELS[name as OriginChannel] : null;
      return label ? say(label) : name;
    },
    [t, say, others],
  );
};

const OriginChart = ({
  told,
  models,
  measure,
  nameOf,
  ref,
}: ShownProps & { nameOf: (name: string) => string; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useCallback(
    (inks: Inks) =>
      originOption(told, { models, measure }, inks, {
        name: nameOf,
        model: (model) => t(`origin.models.${model}`),
        figure: format.figure,
        exact: format.short,
      }),
    [told, models, measure, nameOf, t, format],
  );
  const rows = Math.min(told.rows.length, MOST_DRAWN);
  return (
    <div style={{ height: `${5 + rows * (0.9 + models.length * 0.75)}rem` }}>
      <Chart ref={ref} className={classes.chart} label={t('origin.chart')} option={option} />
    </div>
  );
};

const OriginTable = ({
  told,
  models,
  measure,
  nameOf,
  onOpen,
}: ShownProps & { nameOf: (name: string) => string; onOpen: (name: string) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const removing = models.find((model) => model.startsWith('markov')) ?? 'markov1';
  return (
    <Scrollable className={classes.table} label={t('origin.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('origin.name')}</Table.Th>
            <Table.Th scope="col">{t('origin.touches')}</Table.Th>
            {models.map((model) => (
              <Table.Th key={model} scope="col">
                {t(`origin.models.${model}`)}
              </Table.Th>
            ))}
            <Table.Th scope="col">{t('origin.removal')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.rows.map(({ name, touches, credits, removal }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <UnstyledButton className={classes.name} onClick={() => onOpen(name)}>
                  {nameOf(name)}
                </UnstyledButton>
              </Table.Th>
              <Table.Td className="figure">{format.number(touches)}</Table.Td>
              {models.map((model) => (
                <Table.Td key={model} className="figure">
                  {format.short(credits[model]?.[measure] ?? 0)}
                </Table.Td>
              ))}
              <Table.Td className="figure">{format.percent(removal[removing] ?? removal.markov1 ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

const useCsv = ({
  told,
  measure,
  nameOf,
  all,
}: {
  told: Attribution;
  measure: Measure;
  nameOf: (name: string) => string;
  all: readonly AttributionModel[];
}) => {
  const { t } = useTranslation();
  return () => ({
    header: [
      t('origin.name'),
      t('origin.touches'),
      ...all.map((model) => t(`origin.models.${model}`)),
      t('origin.removal'),
    ],
    rows: told.rows.map(({ name, touches, credits, removal }) => [
      ...[nameOf(name), touches, ...all.map((model) => credits[model]?.[measure] ?? 0), removal.markov1 ?? 0],
    ]),
  });
};

/** How sure one can be of it: too few conversions, or some that came from nowhere. */
const Notes = ({ told }: { told: Attribution }) => {
  const { t } = useTranslation();
  const { conversions, enough, untouched } = told;
  return (
    <>
      {conversions < enough && (
        <Alert variant="light" color="orange" className={classes.note}>
          {conversions === 0 ? t('origin.noConversion') : t('origin.few', { count: conversions, enough })}
        </Alert>
      )}
      {untouched.conversions > 0 && (
        <p className={classes.soft}>{t('origin.untouched', { count: untouched.conversions })}</p>
      )}
    </>
  );
};

/** What conversions are credited to: models as bars beside each other, all of them as a table and as files. */
export const OriginResult = ({
  asked,
  all,
  ...shown
}: ShownProps & { asked: AttributionQuery; all: readonly AttributionModel[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const { told } = shown;
  const nameOf = useNames(told);
  const csv = useCsv({ told, measure: shown.measure, nameOf, all });
  const [of, setOf] = useState<string | null>(null);
  const behind: Behind | null =
    of === null
      ? null
      : {
          title: t('origin.people', { name: nameOf(of) }),
          of: ['origin', workspace.id, asked, of],
          read: (cursor) => readOriginPeople(workspace.id, asked, { of, ...(cursor === null ? {} : { cursor }) }),
        };
  if (told.rows.length === 0) return <EmptyState title={t('origin.noTouch')} text={t('origin.noTouchText')} compact />;
  return (
    <div className={shared.panel}>
      <p className={shared.figures}>
        <span>{t('origin.conversions', { count: told.conversions })}</span>
        <span>{t('origin.journeys', { count: told.journeys })}</span>
      </p>
      <Notes told={told} />
      <ChartPanel
        title={t('origin.chart')}
        hint={t(told.value > 0 ? 'origin.hint' : 'origin.hintCount', {
          conversions: t('origin.conversions', { count: told.conversions }),
          value: format.money(told.value, workspace.currency),
        })}
        file="parcours-origin"
        chart={(ref) => <OriginChart ref={ref} nameOf={nameOf} {...shown} />}
        table={<OriginTable nameOf={nameOf} onOpen={setOf} told={told} models={all} measure={shown.measure} />}
        csv={csv}
      />
      <OriginTable nameOf={nameOf} onOpen={setOf} {...shown} />
      <p className={chartClasses.hint}>{t('origin.removalHint')}</p>
      <PeopleDrawer behind={behind} onClose={() => setOf(null)} />
    </div>
  );
};
