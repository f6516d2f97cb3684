import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

interface PageHeaderProps {
  title: string;
  text?: string | undefined;
  /** Shown beside the title, small. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** The page's title, also the document's, with its controls on the right. */
export const PageHeader = ({ title, text, aside, children }: PageHeaderProps) => {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className={classes.headerWords}>
        <h1 className={classes.title}>
          {title}
          {aside && <span className={classes.aside}>{aside}</span>}
        </h1>
        {text && <p className={classes.lead}>{text}</p>}
      </div>
      {children && <div className={classes.controls}>{children}</div>}
    </header>
  );
};
