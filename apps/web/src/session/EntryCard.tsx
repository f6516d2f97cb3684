import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './session.module.css';

interface EntryCardProps {
  title: string;
  text: ReactNode;
  /** Whether the text tells what has just been done. */
  told?: boolean;
  children?: ReactNode;
}

/** A page of its own, for whoever comes by a link and needs no account. */
export const EntryCard = ({ title, text, told = false, children }: EntryCardProps) => {
  const { t } = useTranslation();
  return (
    <main className={classes.entry}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.text} {...(told ? { role: 'status' } : {})}>
          {text}
        </p>
        {children}
      </div>
    </main>
  );
};
