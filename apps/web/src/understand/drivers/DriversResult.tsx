import { CONFOUNDERS } from '@parcours/core';
import { type Ref, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriverRow, Drivers, DriversQuery } from '../../api/understandPaths.js';
import { readDriverPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import { useWidth } from '../../charts/useWidth.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { EmptyState } from '../../ui/states.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { DriversTable, type Side } from './DriversTable.js';
import classes from './drivers.module.css';
import { drawnOf, driversOption, isClear } from './driversOption.js';
import { type DriverWords, useDriverWords } from './useDriverWords.js';

type Outcome = NonNullable<DriversQuery['outcome']>;

/** Sentences told at most. */
const MOST_TOLD = 5;

/** One finding as a sentence: both shares, and the difference other things equal. */
const useSentence = (outcome: Outcome, words: DriverWords) => {
  const { t } = useTranslation();
  return useCallback(
    (row: DriverRow): string => {
      const difference = row.adjusted?.difference ?? row.plain;
      const said = {
        ...{ with: words.rate(row.with), without: words.rate(row.without) },
        by: t('drivers.points', { value: words.points(difference.value) }),
        ...{ low: words.points(difference.low), high: words.points(difference.high) },
      };
      if (difference.value * row.plain.value < 0) return t('drivers.sentence.turned', said);
      return t(`drivers.sentence.${outcome}.${difference.value > 0 ? 'more' : 'less'}`, said);
    },
    [outcome, words, t],
  );
};

interface TellingProps {
  rows: readonly DriverRow[];
  words: DriverWords;
  sentence: (row: DriverRow) => string;
}

const Findings = ({ rows, words, sentence }: TellingProps) => {
  const { t } = useTranslation();
  const clear = rows.filter(isClear).slice(0, MOST_TOLD);
  return (
    <>
      <h3 className={classes.title}>{t('drivers.clear')}</h3>
      {clear.length === 0 ? (
        <p className={classes.soft}>{t('drivers.nothingClear')}</p>
      ) : (
        <ul className={classes.told}>
          {clear.map((row) => (
            <li key={JSON.stringify([row.kind, row.name, row.value])}>
              <span className={classes.what}>{words.variable(row)}</span> · <span>{sentence(row)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.caution}>{t('drivers.caution')}</p>
    </>
  );
};

const DriversChart = ({ rows, words, sentence, ref }: TellingProps & { ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const { ref: place, width } = useWidth();
  const drawn = useMemo(() => drawnOf(rows), [rows]);
  const option = useCallback(
    (inks: Inks) =>
      driversOption(
        drawn,
        inks,
        { variable: words.variable, points: words.points, lines: (row) => [sentence(row)] },
        width < 560,
      ),
    [drawn, words, sentence, width],
  );
  return (
    <div ref={place} style={{ height: `${4 + drawn.length * 1.75}rem` }}>
      <Chart ref={ref} className={classes.chart} label={t('drivers.chart')} option={option} />
    </div>
  );
};

/** What was held the same, and what was left out: how to read all of it. */
const Notes = ({ told }: { told: Drivers }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { language, trait } = useWords();
  const list = new Intl.ListFormat(language);
  const held = CONFOUNDERS.filter((name) => told.held[name]).map((name) =>
    t(`drivers.confounders.${told.held[name] === 'trend' ? 'monthTrend' : name}`),
  );
  const varied = told.varied.map(({ name, values }) =>
    t('drivers.variedOne', { name: trait(name), values: format.number(values) }),
  );
  const notes = [
    held.length > 0 ? t('drivers.held', { list: list.format(held) }) : t('drivers.heldNothing'),
    told.rows.some(({ adjusted }) => !adjusted) ? t('drivers.decidesHint') : null,
    told.rare > 0 ? t('drivers.rare', { count: told.rare }) : null,
    told.more > 0 ? t('drivers.more', { count: told.more }) : null,
    varied.length > 0 ? t('drivers.varied', { list: list.format(varied) }) : null,
  ].filter((note) => note !== null);
  return notes.map((note) => (
    <p key={note} className={classes.soft}>
      {note}
    </p>
  ));
};

const useCsv = (rows: readonly DriverRow[], words: DriverWords) => {
  const { t } = useTranslation();
  return () => ({
    header: [
      ...(['variable', 'with', 'rateWith', 'without', 'rateWithout', 'plain', 'adjusted', 'low', 'high'] as const),
      ...(['odds', 'oddsLow', 'oddsHigh', 'q'] as const),
    ].map((column) => t(`drivers.${column}`)),
    rows: rows.map(({ adjusted, plain, ...row }) => [
      words.variable({ adjusted, plain, ...row }),
      ...[row.with.of, row.with.events / row.with.of, row.without.of, row.without.events / row.without.of],
      plain.value,
      ...(['value', 'low', 'high'] as const).map((one) => adjusted?.difference[one] ?? ''),
      ...(['value', 'low', 'high'] as const).map((one) => adjusted?.odds[one] ?? ''),
      adjusted?.q ?? '',
    ]),
  });
};

const Figures = ({ told, outcome }: { told: Drivers; outcome: Outcome }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { people, compared, events, waiting } = told;
  return (
    <p className={shared.figures}>
      <span>{t('drivers.people', { count: people })}</span>
      {compared < people && <span>{t('drivers.sample', { count: compared })}</span>}
      <span>{t(`drivers.events.${outcome}`, { share: format.percent(events / compared) })}</span>
      {waiting > 0 && <span>{t('drivers.waiting', { count: waiting })}</span>}
    </p>
  );
};

/** What goes with an outcome: sentences, a forest plot, all as a table and as files, with the people behind. */
export const DriversResult = ({ told, asked }: { told: Drivers; asked: DriversQuery }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const words = useDriverWords();
  const outcome = asked.outcome ?? 'forward';
  const { rows } = told;
  const given = { rows, words, sentence: useSentence(outcome, words) };
  const csv = useCsv(rows, words);
  const [side, setSide] = useState<Side | null>(null);
  const behind: Behind | null = side && {
    title: t(side.has ? 'drivers.peopleWith' : 'drivers.peopleWithout', { name: words.variable(side.row) }),
    of: ['drivers', workspace.id, asked, side.has, side.row.kind, side.row.name, side.row.value],
    read: (cursor) => {
      const { kind, name, value } = side.row;
      const at = { variable: { kind, name, value }, has: side.has, ...(cursor === null ? {} : { cursor }) };
      return readDriverPeople(workspace.id, asked, at);
    },
  };
  if (rows.length === 0) return <EmptyState title={t('drivers.none')} text={t('drivers.noneText')} compact />;
  const table = <DriversTable rows={rows} words={words} onOpen={setSide} />;
  return (
    <div className={shared.panel}>
      <Figures told={told} outcome={outcome} />
      <Findings {...given} />
      <ChartPanel
        title={t('drivers.chart')}
        hint={t('drivers.hint', { count: rows.length })}
        file="parcours-drivers"
        chart={(ref) => (
          <>
            <DriversChart ref={ref} {...given} />
            {table}
          </>
        )}
        table={table}
        csv={csv}
      />
      <Notes told={told} />
      <PeopleDrawer behind={behind} onClose={() => setSide(null)} />
    </div>
  );
};
