import type { LaneStage } from '@parcours/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Search } from '../shell/search.js';
import { useTouchpoints } from '../touchpoints/useTouchpoints.js';
import { Few } from './Few.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';

export interface CellProps {
  stage: LaneStage;
}

/** Words that open onto the people they count; nobody is no link. */
export const Behind = ({ count, to, text }: { count: number; to: Search; text: string }) =>
  count === 0 ? (
    <span className={classes.faint}>{text}</span>
  ) : (
    <Link to="/customers" search={to} className="quiet-link">
      {text}
    </Link>
  );

export const ObjectiveCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (
    <>
      <p className={classes.line}>{say(stage.objective)}</p>
      <p className={classes.beside}>{t(`lanes.actionKinds.${stage.action}`)}</p>
    </>
  );
};

export const PeopleCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const { people } = useLanes();
  const { id, customers, entered, forward, back } = stage;
  return (
    <ul className={classes.list}>
      <li className={classes.strong}>
        <Behind count={customers} to={people.standing(id)} text={t('lanes.here', { count: customers })} />
      </li>
      <li>
        <Behind count={entered} to={people.moves('entered', id)} text={t('lanes.came', { count: entered })} />
      </li>
      <li>
        <Behind count={forward} to={people.moves('forward', id)} text={t('map.movedOn', { count: forward })} />
      </li>
      <li>
        <Behind count={back} to={people.moves('back', id)} text={t('map.fellBack', { count: back })} />
      </li>
    </ul>
  );
};

/** Under this many people on either side, shares cannot be compared. */
const ENOUGH = 10;

/** `19 % then moved on, 12 % of the others`. */
const useEffectWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ customers, forward, others }: LaneStage['touchpoints'][number]) => {
    if (forward + others.forward === 0) return '';
    if (Math.min(customers, others.customers) < ENOUGH) return t('lanes.effectFew');
    return t('lanes.effect', {
      with: format.percent(forward / customers),
      without: format.percent(others.forward / others.customers),
    });
  };
};

export const TouchpointsCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const { nameOf } = useTouchpoints();
  const effect = useEffectWords();
  const items = stage.touchpoints.map((touchpoint) => ({
    key: touchpoint.name,
    line: (
      <>
        <span className={classes.strong}>{nameOf(touchpoint.name)}</span>
        {`, ${t('common.interactions', { count: touchpoint.interactions })}, ${t('common.customers', { count: touchpoint.customers })}`}
        <span className={classes.beside}>{effect(touchpoint)}</span>
      </>
    ),
  }));
  return <Few items={items} />;
};

export const MomentsCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const items = stage.moments.map(({ id, name, effect, customers, query }) => ({
    key: id,
    line: (
      <>
        <span className={effect === 'reinforce' ? classes.good : classes.bad}>{`${say(name)}, `}</span>
        <Behind count={customers} to={query} text={t('common.customers', { count: customers })} />
        <span className={classes.beside}>{t(`kind.${effect}`)}</span>
      </>
    ),
  }));
  return <Few items={items} />;
};

export const FeedbackCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const { event } = useWords();
  const format = useFormat();
  const items = stage.feedback.map(({ event: name, customers, scores, mean, nps, comments, query }) => {
    const told = [
      mean === null ? null : t('lanes.score', { mean: format.short(mean), scores: format.number(scores) }),
      nps === null ? null : t('lanes.nps', { nps: format.number(Math.round(nps)) }),
      comments === 0 ? null : t('lanes.comments', { count: comments }),
    ];
    return {
      key: name,
      line: (
        <>
          {`${event(name)}, `}
          <Behind count={customers} to={query} text={t('common.customers', { count: customers })} />
          <span className={classes.beside}>{told.filter(Boolean).join(', ')}</span>
        </>
      ),
    };
  });
  return <Few items={items} />;
};
