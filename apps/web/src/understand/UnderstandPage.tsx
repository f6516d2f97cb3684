import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/PageHeader.js';
import { ANALYSES } from './analyses.js';
import classes from './understand.module.css';

/** What can be asked of what customers did. */
export const UnderstandPage = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('understand.title')} text={t('understand.text')} />
      <ul className={classes.cards}>
        {ANALYSES.map(({ to, name, Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.card}>
              <Icon size={22} stroke={1.75} aria-hidden className={classes.icon} />
              <span className={classes.cardTitle}>{t(`understand.names.${name}`)}</span>
              <span className={classes.cardText}>{t(`understand.about.${name}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
};
