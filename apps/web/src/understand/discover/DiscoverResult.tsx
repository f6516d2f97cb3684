import { IconZoomQuestion } from '@tabler/icons-react';
import { type Ref, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovered, DiscoverQuery } from '../../api/understandPaths.js';
import { readDiscoveredPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import { saveCsv } from '../../charts/download.js';
import { saveElementPng } from '../../charts/elementPng.js';
import { useWidth } from '../../charts/useWidth.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { EmptyState } from '../../ui/states.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { apartIn, DiscoverTable } from './DiscoverTable.js';
import classes from './discover.module.css';
import { discoverOption, drawnOf } from './discoverOption.js';
import { GroupCard } from './GroupCard.js';
import { type DiscoverWords, measuredBy, useDiscoverWords } from './useDiscoverWords.js';

const FILE = 'parcours-personas';

interface ToldProps {
  told: Discovered;
  words: DiscoverWords;
}

const DiscoverChart = ({ told, words, ref }: ToldProps & { ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { ref: place, width } = useWidth();
  const drawn = useMemo(() => drawnOf(told.groups), [told]);
  const option = useCallback(
    (inks: Inks) => {
      const { groups, features } = told;
      const lines = (group: number, at: number): string[] => {
        const [one, feature] = [groups[group], features[at]];
        if (!one || !feature) return [];
        const { inside, outside } = apartIn(one, at);
        const name = say(one.name);
        const amounts = { inside: words.value(feature, inside), outside: words.value(feature, outside) };
        return [words.feature(feature), t('discover.told', { number: group + 1, name, ...amounts })];
      };
      const featureLabels = drawn.map((at) => {
        const feature = features[at];
        return feature ? words.feature(feature) : '';
      });
      const groupLabels = groups.map((_, at) => String(at + 1));
      return discoverOption({ drawn, groups, groupLabels, featureLabels, lines, narrow: width < 560 }, inks);
    },
    [told, drawn, words, say, t, width],
  );
  return (
    <div ref={place} style={{ height: `${3 + drawn.length * 2}rem` }}>
      <Chart ref={ref} className={classes.chart} label={t('discover.chart')} option={option} />
    </div>
  );
};

const CSV_COLUMNS = [
  'group',
  'name',
  'size',
  'stabilityColumn',
  'apartColumn',
  'rule',
  'precisionColumn',
  'recallColumn',
] as const;

const useCsv = ({ told, words }: ToldProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return () => ({
    header: [...CSV_COLUMNS.map((column) => t(`discover.${column}`)), ...told.features.map(words.feature)],
    rows: told.groups.map((group, at) => {
      const { precision, recall } = measuredBy(group);
      return [
        ...[at + 1, say(group.name), group.people, group.stability, say(group.description)],
        ...[group.rule ? say(group.rule.words) : '', precision ?? '', recall ?? ''],
        ...told.features.map((_, place) => apartIn(group, place).inside),
      ];
    }),
  });
};

const Figures = ({ told }: { told: Discovered }) => {
  const { t } = useTranslation();
  return (
    <p className={shared.figures}>
      <span>{t('discover.people', { count: told.people })}</span>
      {told.compared < told.people && <span>{t('discover.sample', { count: told.compared })}</span>}
      {told.groups.length > 0 && <span>{t('discover.found', { count: told.groups.length })}</span>}
    </p>
  );
};

/** How sure the groups are, and what was left aside. */
const Notes = ({ told }: { told: Discovered }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { language, say } = useWords();
  const list = new Intl.ListFormat(language);
  const { chance, tried, same } = told;
  const each = tried.map(({ groups, silhouette }) =>
    silhouette === null
      ? t('discover.triedSmall', { groups: format.number(groups) })
      : t('discover.triedOne', { groups: format.number(groups), silhouette: format.decimal(silhouette) }),
  );
  const compared = chance && {
    own: format.decimal(chance.silhouette),
    ...{ alike: format.decimal(chance.sameForAll.silhouette), cloud: format.decimal(chance.oneCloud.silhouette) },
  };
  const notes = [
    compared && t('discover.silhouette', compared),
    t('discover.tried', { list: list.format(each) }),
    same.length > 0 ? t('discover.same', { list: list.format(same.map(say)) }) : null,
    told.groups.length > 0 ? t('discover.asOf') : null,
  ].filter((note) => note !== null);
  return (
    <section className={shared.panel}>
      <h3 className={classes.title}>{t('discover.how')}</h3>
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
    </section>
  );
};

const Nothing = ({ told }: { told: Discovered }) => {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconZoomQuestion size={28} stroke={1.5} aria-hidden className={shared.emptyIcon} />}
      title={t('discover.nothing')}
      text={t(`discover.none.${told.none ?? 'chance'}`)}
    />
  );
};

interface GroupsProps extends ToldProps {
  asked: DiscoverQuery;
}

/** The groups one by one, with the people behind each, and all of them as one picture or file. */
const Cards = ({ told, asked, words }: GroupsProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const pictured = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  const csv = useCsv({ told, words });
  const group = open === null ? undefined : told.groups[open];
  const behind: Behind | null =
    open === null || !group
      ? null
      : {
          title: t('discover.peopleOf', { name: say(group.name) }),
          of: ['discover', workspace.id, asked, told.groups.length, open],
          read: (cursor) => {
            const at = { groups: told.groups.length, group: open, ...(cursor === null ? {} : { cursor }) };
            return readDiscoveredPeople(workspace.id, asked, at);
          },
        };
  const save = () => {
    const { header, rows } = csv();
    saveCsv(FILE, header, rows);
  };
  return (
    <div className={classes.result} ref={pictured}>
      <div className={classes.top}>
        <Figures told={told} />
        <ExportMenu
          items={[
            { label: t('common.png'), run: () => void saveElementPng(FILE, pictured.current, { closed: true }) },
            { label: t('common.csv'), run: save },
          ]}
        />
      </div>
      {told.apart && <p className={classes.caution}>{t(`discover.apart.${told.apart}`)}</p>}
      <ol className={classes.cards} aria-label={t('discover.list')}>
        {told.groups.map((one, at) => (
          <GroupCard
            key={one.name.en}
            group={one}
            number={at + 1}
            compared={told.compared}
            held={told.held}
            circular={asked.persona !== undefined}
            onOpen={() => setOpen(at)}
          />
        ))}
      </ol>
      <PeopleDrawer behind={behind} onClose={() => setOpen(null)} />
    </div>
  );
};

const Differences = ({ told, words }: ToldProps) => {
  const { t } = useTranslation();
  const csv = useCsv({ told, words });
  return (
    <section className={shared.panel}>
      <ChartPanel
        title={t('discover.chart')}
        hint={t('discover.hint')}
        file={FILE}
        chart={(ref) => <DiscoverChart ref={ref} told={told} words={words} />}
        table={<DiscoverTable told={told} words={words} />}
        csv={csv}
      />
    </section>
  );
};

/** Groups of customers who behave alike, or why none are told; how sure that is; all of it to take away and to keep. */
export const DiscoverResult = ({ told, asked }: { told: Discovered; asked: DiscoverQuery }) => {
  const words = useDiscoverWords();
  return (
    <div className={classes.result}>
      {told.groups.length === 0 ? (
        <>
          <Figures told={told} />
          <Nothing told={told} />
        </>
      ) : (
        <>
          <Cards told={told} asked={asked} words={words} />
          <Differences told={told} words={words} />
        </>
      )}
      <Notes told={told} />
    </div>
  );
};
