import type { ReactNode } from 'react';
import classes from './sources.module.css';

interface SectionProps {
  id: string;
  title: string;
  text: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the page, with what it is for. */
export const Section = ({ id, title, text, action, children }: SectionProps) => (
  <section className={classes.section} aria-labelledby={id}>
    <div className={classes.sectionHead}>
      <div>
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
      </div>
      {action}
    </div>
    {children}
  </section>
);
