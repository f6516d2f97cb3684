import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

export const Splash = () => {
  const { t } = useTranslation();
  return (
    <main className={classes.alone} aria-busy="true">
      <Loader aria-label={t('common.loading')} size="sm" />
    </main>
  );
};
