import { IconDownload, IconPlayerPlay, IconWorldCode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DEMO_COMMAND, IMPORT_COMMAND } from '../sources/snippets.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { CodeBlock } from '../ui/Copy.js';
import classes from './map.module.css';

const Step = ({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children: ReactNode;
}) => (
  <li className={classes.step}>
    <span className={classes.stepIcon}>{icon}</span>
    <h3>{title}</h3>
    <p>{text}</p>
    {children}
  </li>
);

/** Nothing has been received yet: three ways to begin. */
export const FirstSteps = () => {
  const { t } = useTranslation();
  return (
    <section className={classes.first}>
      <h2>{t('empty.title')}</h2>
      <p className={classes.firstText}>{t('empty.text')}</p>
      <ol className={classes.steps}>
        <Step icon={<IconPlayerPlay size={20} aria-hidden />} title={t('empty.demoTitle')} text={t('empty.demoText')}>
          <CodeBlock code={DEMO_COMMAND} label={t('empty.demoTitle')} />
        </Step>
        <Step icon={<IconDownload size={20} aria-hidden />} title={t('empty.importTitle')} text={t('empty.importText')}>
          <CodeBlock code={IMPORT_COMMAND} label={t('empty.importTitle')} />
        </Step>
        <Step
          icon={<IconWorldCode size={20} aria-hidden />}
          title={t('empty.snippetTitle')}
          text={t('empty.snippetText')}
        >
          <ButtonLink to="/sources" variant="default">
            {t('empty.snippetLink')}
          </ButtonLink>
        </Step>
      </ol>
    </section>
  );
};
