import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { useStageColour } from '../theme/stageColours.js';
import classes from './customer.module.css';

/** The path as a strip: what lies behind is tinted, where the person stands is full, the rest waits. */
export const StageStrip = ({ model, index }: { model: Model; index: number }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const count = model.stages.length;
  return (
    <span className={classes.strip}>
      <span className="visually-hidden">{t('customer.rankOf', { rank: index + 1, count })}</span>
      {model.stages.map((stage, rank) => (
        <span
          key={stage.id}
          className={classes.step}
          data-place={rank < index ? 'behind' : rank === index ? 'here' : 'ahead'}
          title={say(stage.name)}
          style={{ '--tint': colour(rank, count) } as object}
          aria-hidden
        >
          <span className={classes.stepName}>{say(stage.name)}</span>
        </span>
      ))}
    </span>
  );
};
