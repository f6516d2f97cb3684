import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { DirectionArrow } from '../ui/DirectionMark.js';
import type { ColumnProps } from './column.js';
import classes from './map.module.css';

const DIRECTIONS = ['advancing', 'steady', 'receding'] as const;

/** Of those standing in a stage, how many go forward, stay, and slip back: a bar, and three links. */
export const DirectionSplit = ({ stage, definition, people }: ColumnProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  return (
    <>
      <div className={classes.split} aria-hidden>
        {DIRECTIONS.map((direction) => (
          <span key={direction} className={classes[direction]} style={{ flexGrow: stage.directions[direction] }} />
        ))}
      </div>
      <div className={classes.splitLinks}>
        {DIRECTIONS.map((direction) => {
          const count = stage.directions[direction];
          const word = t(`direction.${direction}`);
          return (
            <Link
              key={direction}
              to="/customers"
              search={people.going(stage.id, direction)}
              className="quiet-link"
              title={word}
            >
              <DirectionArrow direction={direction} size={14} />
              {format.figure(count)}
              <span className="visually-hidden">
                {t('map.goingIn', { stage: say(definition.name), direction: word })}
              </span>
            </Link>
          );
        })}
      </div>
    </>
  );
};
