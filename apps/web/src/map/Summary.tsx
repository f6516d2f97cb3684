import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyMap } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import type { Search } from '../shell/search.js';
import { isBack, type PeopleBehind, tellsPace } from './links.js';
import classes from './map.module.css';

interface FigureProps {
  label: string;
  value: number;
  note?: string;
  mark?: ReactNode;
  to: Search;
}

const Figure = ({ label, value, note, mark, to }: FigureProps) => {
  const format = useFormat();
  return (
    <Link to="/customers" search={to} className={classes.summaryItem}>
      <span className={classes.summaryLabel}>{label}</span>
      <span className={classes.summaryValue}>
        <span className={classes.summaryNumber}>
          {mark}
          {format.figure(value)}
        </span>
        {note && <span className={classes.summaryNote}>{note}</span>}
      </span>
    </Link>
  );
};

/** Who does not move on: the stalled, or the stuck while it is not known how long people take. */
const heldOf = (map: JourneyMap, people: PeopleBehind) => {
  const { stages } = map;
  if (tellsPace(map)) {
    const value = stages.reduce((all, { stalled }) => all + (stalled ?? 0), 0);
    return { label: 'pace.stalled', value, to: people.stalled() } as const;
  }
  const value = stages.reduce((all, { stuck }) => all + stuck, 0);
  return { label: 'map.stuck', value, to: people.stuck() } as const;
};

/** The journey in five figures, each of which opens onto its people. */
export const Summary = ({ map, people }: { map: JourneyMap; people: PeopleBehind }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { total, placed } = map.customers;
  const { label, to, value } = heldOf(map, people);
  const moves = (back: boolean) =>
    map.flows.reduce((all, flow) => all + (flow.from !== null && isBack(flow.kind) === back ? flow.movements : 0), 0);
  return (
    <div className={classes.summary}>
      <Figure
        label={t('map.placed')}
        value={placed}
        note={t('map.placedOf', { total: format.figure(total) })}
        to={people.placed()}
      />
      <Figure
        label={t('map.forward')}
        value={moves(false)}
        mark={<IconArrowUpRight size={20} stroke={2} aria-hidden className={classes.goingForward} />}
        to={people.moves('forward')}
      />
      <Figure
        label={t('map.back')}
        value={moves(true)}
        mark={<IconArrowDownLeft size={20} stroke={2} aria-hidden className={classes.goingBack} />}
        to={people.moves('back')}
      />
      <Figure label={t(label)} value={value} to={to} />
      <Figure label={t('map.unplaced')} value={Math.max(0, total - placed)} to={people.unplaced()} />
    </div>
  );
};
