import type { ReactNode } from 'react';
import classes from './ui.module.css';

interface FirstExamplesProps {
  title: string;
  text: string;
  examples: readonly { id: string; link: ReactNode }[];
  children?: ReactNode;
}

/** A list that is still empty: what it is for, and examples to begin from. */
export const FirstExamples = ({ title, text, examples, children }: FirstExamplesProps) => (
  <div className={classes.first}>
    <h2>{title}</h2>
    <p>{text}</p>
    <ul>
      {examples.map(({ id, link }) => (
        <li key={id}>{link}</li>
      ))}
    </ul>
    {children}
  </div>
);
