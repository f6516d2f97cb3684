import { IconZoomQuestion } from '@tabler/icons-react';
import { type Ref, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovered, DiscoverQuery } from '../../api/understandPaths.js';
import { readDiscoveredPeople } from '../../api/understandQueries.js';
import { Chart, type ChartHandle, type Inks } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import { useWidth } from '../../charts/useWidth.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { EmptyState } from '../../ui/states.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { apartIn, DiscoverTable } from './DiscoverTable.js';
import classes from './discover.module.css';
import { discoverOption, drawnOf } from './discoverOption.js';
import { GroupCard } from './GroupCard.js';
import { type DiscoverWords, measuredBy, useDiscoverWords } from './useDiscoverWords.js';

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

const useCsv = ({ told, words }: ToldProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return () => ({
    header: [
      ...(['group', 'name', 'size', 'stabilityColumn', 'rule', 'precisionColumn', 'recallColumn'] as const).map(
        (column) => t(`discover.${column}`),
      ),
      ...told.features.map(words.feature),
    ],
    rows: told.groups.map((group, at) => {
      const { precision, recall } = measuredBy(group);
      return [
        ...[at + 1, say(group.name), group.people, group.stability],
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
  const figure = (value: number): string =>
    new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  const { chance, tried, same } = told;
  const each = tried.map(({ groups, silhouette }) =>
    silhouette === null
      ? t('discover.triedSmall', { groups: format.number(groups) })
      : t('discover.triedOne', { groups: format.number(groups), silhouette: figure(silhouette) }),
  );
  const compared = chance && {
    own: figure(chance.silhouette),
    ...{ alike: figure(chance.sameForAll.silhouette), cloud: figure(chance.oneCloud.silhouette) },
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

const Groups = ({ told, asked, words }: ToldProps & { asked: DiscoverQuery }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
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
  const table = <DiscoverTable told={told} words={words} />;
  return (
    <>
      {told.apart && <p className={classes.caution}>{t(`discover.apart.${told.apart}`)}</p>}
      <ol className={classes.cards}>
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
      <section className={shared.panel}>
        <ChartPanel
          title={t('discover.chart')}
          hint={t('discover.hint')}
          file="parcours-personas"
          chart={(ref) => <DiscoverChart ref={ref} told={told} words={words} />}
          table={table}
          csv={csv}
        />
      </section>
      <PeopleDrawer behind={behind} onClose={() => setOpen(null)} />
    </>
  );
};

/** Groups of customers who behave alike, or why none are told; how sure that is; all of it to take away and to keep. */
export const DiscoverResult = ({ told, asked }: { told: Discovered; asked: DiscoverQuery }) => {
  const words = useDiscoverWords();
  return (
    <div className={classes.result}>
      <Figures told={told} />
      {told.groups.length === 0 ? <Nothing told={told} /> : <Groups told={told} asked={asked} words={words} />}
      <Notes told={told} />
    </div>
  );
};
