import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useStageColour } from '../theme/stageColours.js';
import { Velocity } from '../ui/DirectionMark.js';
import type { ColumnProps } from './column.js';
import { DirectionSplit } from './DirectionSplit.js';
import classes from './map.module.css';
import { StageMoves } from './StageMoves.js';
import { Touchpoints } from './Touchpoints.js';

const Head = ({ stage, definition, index, count, placed, people }: ColumnProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const colour = useStageColour();
  const name = say(definition.name);
  const share = placed === 0 ? 0 : stage.customers / placed;
  return (
    <div className={classes.headBox}>
      <h2 className={classes.stageName} title={say(definition.objective)}>
        <span className={classes.dot} style={{ background: colour(index, count) }} aria-hidden />
        {name}
      </h2>
      <Link to="/customers" search={people.standing(stage.id)} className={classes.figure}>
        {format.figure(stage.customers)}
        <span className="visually-hidden"> {t('map.standingIn', { stage: name })}</span>
      </Link>
      <p className={classes.small}>{t('map.share', { percent: format.percent(share) })}</p>
    </div>
  );
};

/** Who does not move on from here: the stalled where it is known how long people take, else the stuck. */
const Held = ({ stage, people }: ColumnProps) => {
  const { t } = useTranslation();
  const known = stage.stalled !== null;
  const count = stage.stalled ?? stage.stuck;
  if (count === 0 && stage.medianDays === null) return null;
  if (count === 0) return <p className={classes.small}>{t(known ? 'pace.noneStalled' : 'map.noneStuck')}</p>;
  const search = known ? people.stalled(stage.id) : people.stuck(stage.id);
  return (
    <Link to="/customers" search={search} className={classes.stuck}>
      {t(known ? 'pace.stalledHere' : 'map.stuckHere', { count })}
    </Link>
  );
};

const Pace = (props: ColumnProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, people } = props;
  const { medianDays } = stage;
  const days = medianDays === null ? '' : t('common.days', { count: medianDays, value: format.short(medianDays) });
  return (
    <div className={classes.cell}>
      <h3 className={classes.cellTitle}>
        <Link to="/pace" search={people.pace(stage.id)} className="quiet-link" title={t('pace.see')}>
          {t('map.medianDays')}
        </Link>
      </h3>
      <p className={classes.line}>{medianDays === null ? t('map.tooFew') : t('map.half', { days })}</p>
      <Held {...props} />
    </div>
  );
};

/** One stage of the map: who stands there, how they move, how fast, what holds them, and where they meet you. */
export const StageColumn = (props: ColumnProps) => {
  const { t } = useTranslation();
  const { stage, index, count, reached, placed } = props;
  const colour = useStageColour();
  const width = `${placed === 0 ? 0 : Math.max(1, (reached / placed) * 100)}%`;
  return (
    <li className={classes.column}>
      <Head {...props} />
      <div className={classes.room}>
        <div className={classes.bar} style={{ background: colour(index, count), width }} />
      </div>
      <StageMoves {...props} />
      <div className={classes.cell}>
        <h3 className={classes.cellTitle}>{t('map.directions')}</h3>
        <DirectionSplit {...props} />
        <p className={classes.small}>
          {t('map.speed')} <Velocity value={stage.velocity} unit />
        </p>
      </div>
      <Pace {...props} />
      <Touchpoints stage={stage} />
    </li>
  );
};
