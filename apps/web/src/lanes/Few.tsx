import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './lanes.module.css';

const SHOWN = 4;

/** The first of a list, and the rest once it is asked for; on paper, all that is shown. */
export const Few = ({ items }: { items: readonly { key: string; line: ReactNode }[] }) => {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (items.length === 0) return <span className={classes.faint}>{t('lanes.none')}</span>;
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <>
      <ul className={classes.list}>
        {shown.map(({ key, line }) => (
          <li key={key}>{line}</li>
        ))}
      </ul>
      {items.length > SHOWN && (
        <button type="button" className={classes.quietButton} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('lanes.less') : t('lanes.more', { count: items.length - SHOWN })}
        </button>
      )}
    </>
  );
};
