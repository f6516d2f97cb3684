import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ModelView } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import { useStageColour } from '../theme/stageColours.js';
import classes from './models.module.css';
import type { Stage } from './useModel.js';

interface StageWordsProps {
  view: ModelView;
  stage: Stage;
  index: number;
  standing: number | undefined;
}

/** A stage in words: its aim, what it calls for, who enters it and who leaves it. */
export const StageWords = ({ view, stage, index, standing }: StageWordsProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const { stages, id } = view.model;
  const words = view.words.find((known) => known.stage === stage.id);
  const nameOf = (other: string) => say(stages.find((known) => known.id === other)?.name ?? { en: other, fr: other });
  // The words of the clauses come in the order of the clauses.
  const leaves = (words?.leave ?? []).map((leave, clause) => ({
    ...leave,
    cycle: stage.leave[clause]?.kind === 'cycle',
  }));
  return (
    <li className={classes.stage} style={{ '--tint': colour(index, stages.length) } as object}>
      <span className={classes.rank} aria-hidden>
        {index + 1}
      </span>
      <div className={classes.stageBody}>
        <div className={classes.stageHead}>
          <h2>{say(stage.name)}</h2>
          {standing !== undefined && (
            <Link to="/customers" search={{ model: id, stage: stage.id }} className="link">
              {t('common.customers', { count: standing })}
            </Link>
          )}
        </div>
        <p className={classes.objective}>{say(stage.objective)}</p>
        <dl className={classes.rules}>
          <div>
            <dt>{t('models.action')}</dt>
            <dd>{t(`action.${stage.action}`)}</dd>
          </div>
          {words && (
            <div>
              <dt>{t('models.enters')}</dt>
              <dd>{t('models.whoever', { rule: say(words.enter) })}</dd>
            </div>
          )}
          {leaves.map(({ to, when, cycle }) => (
            <div key={`${to} ${when.en}`}>
              <dt>{t(cycle ? 'models.cycles' : 'models.leaves', { stage: nameOf(to) })}</dt>
              <dd>{t('models.whoever', { rule: say(when) })}</dd>
            </div>
          ))}
        </dl>
        {index > 0 && leaves.length === 0 && <p className={classes.soft}>{t('models.stays')}</p>}
      </div>
    </li>
  );
};
