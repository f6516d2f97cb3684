import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ColumnProps } from './column.js';
import classes from './map.module.css';

/** How many left the stage in the period, forward and back. */
export const StageMoves = ({ stage, people }: ColumnProps) => {
  const { t } = useTranslation();
  const lines = [
    {
      moved: 'forward',
      value: stage.forward,
      text: t('map.movedOn', { count: stage.forward }),
      Arrow: IconArrowUpRight,
    },
    { moved: 'back', value: stage.back, text: t('map.fellBack', { count: stage.back }), Arrow: IconArrowDownLeft },
  ] as const;
  return (
    <div className={classes.cell}>
      {lines.map(({ moved, value, text, Arrow }) => (
        <p key={moved} className={classes.move}>
          <Arrow
            size={15}
            stroke={2}
            aria-hidden
            className={moved === 'back' ? classes.goingBack : classes.goingForward}
          />
          {value > 0 ? (
            <Link to="/customers" search={people.moves(moved, stage.id)} className="quiet-link">
              {text}
            </Link>
          ) : (
            <span className={classes.faint}>{text}</span>
          )}
        </p>
      ))}
    </div>
  );
};
