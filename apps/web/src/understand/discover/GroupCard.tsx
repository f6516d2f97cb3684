import { UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DiscoveredGroup } from '../../api/understandPaths.js';
import { useNameOf } from '../../customers/nameOf.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useMay } from '../../session/useMay.js';
import { ButtonLink } from '../../ui/ButtonLink.js';
import { CustomerLink } from '../../ui/CustomerLink.js';
import { beginningOf } from './beginning.js';
import classes from './discover.module.css';
import { meaningOf, measuredBy } from './useDiscoverWords.js';

interface CardProps {
  group: DiscoveredGroup;
  number: number;
  /** Of how many compared. */
  compared: number;
  /** How many were not learnt from. */
  held: number;
  /** True where its rule asks for a persona, so that it can be none itself. */
  circular: boolean;
  onOpen: () => void;
}

const Rule = ({ group, held }: Pick<CardProps, 'group' | 'held'>) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const { rule } = group;
  if (!rule) return <p className={classes.soft}>{t('discover.noRule')}</p>;
  const { precision, recall } = measuredBy(group);
  const told = [
    precision === null ? t('discover.selectsNobody') : t('discover.precision', { share: format.percent(precision) }),
    ...(recall === null ? [] : [t('discover.recall', { share: format.percent(recall) })]),
  ];
  return (
    <div className={classes.rule}>
      <h4>{t('discover.rule')}</h4>
      <p>{t('rules.whoever', { rule: say(rule.words) })}</p>
      <p className={classes.soft}>{t('discover.measured', { count: held, told: told.join(', ') })}</p>
    </div>
  );
};

const Keep = ({ group, circular }: Pick<CardProps, 'group' | 'circular'>) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const { name, description, rule } = group;
  if (!may || !rule) return null;
  const begin = beginningOf({ name, description, rule: rule.rule });
  return (
    <div className={classes.keep} data-unpictured>
      {!circular && (
        <ButtonLink to="/personas" search={{ begin }} size="xs">
          {t('discover.keepPersona')}
        </ButtonLink>
      )}
      <ButtonLink to="/segments/new" search={{ begin }} size="xs" variant="default">
        {t('discover.keepSegment')}
      </ButtonLink>
      <span className={classes.soft}>{t(circular ? 'discover.circular' : 'discover.keepText')}</span>
    </div>
  );
};

/** How likely a group comes out again, as a figure, a bar and what that means. */
const Stability = ({ stability }: { stability: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const meaning = meaningOf(stability);
  return (
    <div className={classes.stability} data-meaning={meaning}>
      <span className={classes.figure}>{t('discover.stability', { share: format.percent(stability) })}</span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${stability * 100}%` }} />
      </span>
      <span className={classes.soft}>{t(`discover.stable.${meaning}`)}</span>
    </div>
  );
};

/** A group: what it is called, who is in it, how sure it is, what sets it apart, its rule, and what can be done with it. */
export const GroupCard = ({ group, number, compared, held, circular, onOpen }: CardProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const nameOf = useNameOf();
  const name = say(group.name);
  const people = t('common.customers', { count: group.people });
  return (
    <li className={classes.card} data-group={number}>
      <header className={classes.head}>
        <span className={classes.number} aria-hidden>
          {number}
        </span>
        <div>
          <h3>{name}</h3>
          <p className={classes.size}>
            <UnstyledButton
              className={classes.people}
              aria-label={t('discover.see', { people, name })}
              onClick={onOpen}
            >
              {people}
              <IconArrowRight size={14} aria-hidden />
            </UnstyledButton>
            <span className={classes.soft}>
              {t('discover.share', { share: format.percent(group.people / compared) })}
            </span>
          </p>
        </div>
      </header>
      <Stability stability={group.stability} />
      <p className={classes.description}>{say(group.description)}</p>
      <Rule group={group} held={held} />
      {group.examples.length > 0 && (
        <p className={classes.examples} data-unpictured>
          <span className={classes.soft}>{t('discover.examples')}</span>
          {group.examples.map((one) => (
            <CustomerLink key={one.id} id={one.id} name={nameOf({ ...one, email: null })} />
          ))}
        </p>
      )}
      <Keep group={group} circular={circular} />
    </li>
  );
};
