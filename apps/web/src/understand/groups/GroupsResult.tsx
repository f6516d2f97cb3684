import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Groups, GroupsQuery } from '../../api/understandPaths.js';
import { readGroupPeople } from '../../api/understandQueries.js';
import { saveCsv } from '../../charts/download.js';
import { saveElementPng } from '../../charts/elementPng.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { EmptyState } from '../../ui/states.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { GroupCard } from './GroupCard.js';
import classes from './groups.module.css';
import { type GroupWords, useGroupWords } from './useGroupWords.js';

const FILE = 'parcours-groups';

const useCsv = ({ groups }: Groups, words: GroupWords) => {
  const { t } = useTranslation();
  const columns = ['group', 'size', 'title', 'stable', 'ruleColumn', 'precision', 'recall'] as const;
  return () =>
    saveCsv(
      FILE,
      columns.map((column) => t(`groups.${column}`)),
      groups.map((group) => [
        ...[words.title(group), group.size, group.traits.map(words.trait).join('; ')],
        ...[group.stability, words.rule(group), group.precision, group.recall],
      ]),
    );
};

const Figures = ({ told }: { told: Groups }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { people, compared, silhouette, byChance } = told;
  return (
    <p className={shared.figures}>
      <span>{t('groups.people', { count: people })}</span>
      {compared < people && <span>{t('groups.sample', { count: compared })}</span>}
      <span>{t('groups.clarity', { silhouette: format.decimal(silhouette), byChance: format.decimal(byChance) })}</span>
    </p>
  );
};

/** The groups found, or that there are none; their people, and all of it as files. */
export const GroupsResult = ({ told, asked }: { told: Groups; asked: GroupsQuery }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const words = useGroupWords();
  const csv = useCsv(told, words);
  const drawn = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const { groups, compared, silhouette, byChance } = told;
  const group = opened === null ? undefined : groups[opened];
  const behind: Behind | null =
    opened === null || !group
      ? null
      : {
          title: words.title(group),
          of: ['groups', workspace.id, asked, opened],
          read: (cursor) =>
            readGroupPeople(workspace.id, asked, { group: opened, ...(cursor === null ? {} : { cursor }) }),
        };
  if (!told.clear) {
    const said = { silhouette: format.decimal(silhouette), byChance: format.decimal(byChance) };
    return <EmptyState title={t('groups.none')} text={t('groups.noneText', said)} />;
  }
  return (
    <div className={shared.panel} ref={drawn}>
      <div className={classes.head}>
        <Figures told={told} />
        <ExportMenu
          items={[
            { label: t('common.png'), run: () => void saveElementPng(FILE, drawn.current) },
            { label: t('common.csv'), run: csv },
          ]}
        />
      </div>
      <ul className={classes.cards} aria-label={t('groups.title')}>
        {groups.map((one, place) => (
          <GroupCard
            key={words.title(one) + String(one.size)}
            {...{ group: one, compared, words }}
            onOpen={() => setOpened(place)}
          />
        ))}
      </ul>
      <p className={classes.soft}>{t('groups.how')}</p>
      <PeopleDrawer behind={behind} onClose={() => setOpened(null)} />
    </div>
  );
};
