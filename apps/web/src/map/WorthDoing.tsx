import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JourneyMap } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import { stageIndex } from '../models/useModel.js';
import { useStageColour } from '../theme/stageColours.js';
import type { PeopleBehind } from './links.js';
import classes from './map.module.css';

/** Up to three sentences, each one click away from the people it is about. */
export const WorthDoing = ({ map, people }: { map: JourneyMap; people: PeopleBehind }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const { model } = map;
  return (
    <section className={classes.worth} aria-labelledby="worth">
      <h2 id="worth" className={classes.sectionTitle}>
        {t('worth.title')}
      </h2>
      {map.worthDoing.length === 0 && <p className={classes.small}>{t('worth.nothing')}</p>}
      <ul className={classes.worthList}>
        {map.worthDoing.map((worth) => {
          const index = worth.stage === null ? -1 : stageIndex(model, worth.stage);
          const definition = model.stages[index];
          const stage = definition ? say(definition.name) : t('worth.everywhere');
          const tint = index < 0 ? 'var(--ink-soft)' : colour(index, model.stages.length);
          return (
            <li key={`${worth.kind} ${worth.stage}`}>
              <Link
                to="/customers"
                search={people.worth(worth)}
                className={classes.worthItem}
                style={{ '--tint': tint } as object}
              >
                <span>
                  <strong>{t(`worth.${worth.kind}`, { count: worth.customers, stage })}</strong>
                  <span className={classes.worthHint}>{t(`worth.${worth.kind}Hint`)}</span>
                </span>
                <IconArrowRight size={18} stroke={1.75} className={classes.worthSee} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
