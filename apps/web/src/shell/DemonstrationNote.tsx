import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import classes from './shell.module.css';

/** Says, discreetly and on every page, that this is a demonstration, where its data comes from, and that dates moved. */
export const DemonstrationNote = ({ demonstration }: { demonstration: NonNullable<Workspace['demonstration']> }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { shiftedDays } = demonstration;
  const source = say(demonstration.source).replace(/[.\s]+$/, '');
  const shift = shiftedDays === 0 ? '' : t('nav.shifted', { count: shiftedDays });
  return (
    <aside className={classes.note} aria-label={t('nav.demonstration')}>
      <IconFlask size={14} stroke={1.75} aria-hidden />
      <span>
        <strong>{t('nav.demonstration')}</strong> {t('nav.demonstrationData', { source, shift })}
      </span>
    </aside>
  );
};
