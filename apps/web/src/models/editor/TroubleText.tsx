import { IconAlertCircle } from '@tabler/icons-react';
import classes from './editor.module.css';
import type { Trouble } from './problems.js';
import { useTroubleWords } from './useTroubleWords.js';

/** What is wrong, said where it is. */
export const TroubleText = ({ troubles }: { troubles: readonly Trouble[] }) => {
  const wordsOf = useTroubleWords();
  const messages = [...new Set(troubles.map(wordsOf))];
  if (messages.length === 0) return null;
  return (
    <div role="alert" data-trouble tabIndex={-1} className={classes.troubles}>
      {messages.map((message) => (
        <p key={message}>
          <IconAlertCircle size={15} stroke={1.75} aria-hidden />
          {message}
        </p>
      ))}
    </div>
  );
};
