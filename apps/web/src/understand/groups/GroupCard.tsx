import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Group } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useMay } from '../../session/useMay.js';
import { ButtonLink } from '../../ui/ButtonLink.js';
import classes from './groups.module.css';
import type { GroupWords } from './useGroupWords.js';

interface CardProps {
  group: Group;
  compared: number;
  words: GroupWords;
  onOpen: () => void;
}

/** What finds the group, and keeping it, to be looked at and changed before it is saved. */
const Keep = ({ group, words }: Pick<CardProps, 'group' | 'words'>) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('define');
  if (!group.rule) return <p className={classes.soft}>{t('groups.noRule')}</p>;
  const search = { rule: JSON.stringify(group.rule) };
  const judged = { recall: format.percent(group.recall), precision: format.percent(group.precision) };
  return (
    <>
      <h4 className={classes.label}>{t('groups.rule')}</h4>
      <p className={classes.rule}>{words.rule(group)}</p>
      <p className={classes.soft}>{t('groups.judged', judged)}</p>
      {may && (
        <div className={classes.keep} data-unpictured>
          <ButtonLink to="/personas" search={search} variant="light" size="xs">
            {t('groups.asPersona')}
          </ButtonLink>
          <ButtonLink to="/segments/new" search={search} variant="default" size="xs">
            {t('groups.asSegment')}
          </ButtonLink>
        </div>
      )}
    </>
  );
};

/** A group: how many, what sets it apart, how stable it is, the rule that finds it. */
export const GroupCard = ({ group, compared, words, onOpen }: CardProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const title = words.title(group);
  const people = t('common.customers', { count: group.size });
  return (
    <li className={classes.card}>
      <h3 className={classes.title}>{title}</h3>
      <p className={classes.size}>
        <UnstyledButton className={classes.people} aria-label={t('groups.open', { title, people })} onClick={onOpen}>
          {people}
        </UnstyledButton>{' '}
        <span className={classes.soft}>{t('groups.share', { share: format.percent(group.size / compared) })}</span>
      </p>
      <ul className={classes.traits}>
        {group.traits.map((trait) => (
          <li key={`${trait.kind} ${trait.event}`}>{words.trait(trait)}</li>
        ))}
      </ul>
      <p className={classes.soft}>{words.stability(group)}</p>
      <Keep group={group} words={words} />
    </li>
  );
};
