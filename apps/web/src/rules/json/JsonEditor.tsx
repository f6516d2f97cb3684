import { Textarea, UnstyledButton } from '@mantine/core';
import type { Rule } from '@parcours/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import classes from '../rules.module.css';
import { type Fault, readText } from './readText.js';

interface JsonEditorProps {
  rule: Rule | null;
  onChange: (rule: Rule | null) => void;
}

const written = (rule: Rule | null): string => (rule ? JSON.stringify(rule, null, 2) : '');

const Faults = ({ faults, onGo }: { faults: readonly Fault[]; onGo: (at: number) => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (
    <div role="alert" className={classes.faults}>
      <ul>
        {faults.slice(0, 8).map(({ at, line, column, message }) => (
          <li key={`${at} ${message?.en}`}>
            <UnstyledButton className="link" onClick={() => onGo(at)}>
              {t('rules.jsonAt', { line, column })}
            </UnstyledButton>
            {': '}
            {message ? say(message) : t('rules.jsonBreaks')}
          </li>
        ))}
      </ul>
      <p className={classes.small}>{t('rules.jsonWaits')}</p>
    </div>
  );
};

/** The same rule as text. What is typed here is taken over once it is a rule; what is wrong is said with its line. */
export const JsonEditor = ({ rule, onChange }: JsonEditorProps) => {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState({ text: written(rule), means: written(rule) });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  if (typed.means !== written(rule)) {
    setTyped({ text: written(rule), means: written(rule) });
    setFaults([]);
  }
  const take = (text: string) => {
    if (text.trim() === '') {
      setTyped({ text, means: '' });
      setFaults([]);
      onChange(null);
      return;
    }
    const reading = readText(text);
    if ('ok' in reading) {
      setTyped({ text, means: written(reading.ok) });
      setFaults([]);
      onChange(reading.ok);
    } else {
      setTyped({ ...typed, text });
      setFaults(reading.faults);
    }
  };
  const go = (at: number) => {
    area.current?.focus();
    area.current?.setSelectionRange(at, at + 1);
  };
  return (
    <>
      <p className={classes.small}>{t('rules.jsonText')}</p>
      <Textarea
        ref={area}
        aria-label={t('rules.jsonLabel')}
        placeholder={t('rules.jsonEmpty')}
        value={typed.text}
        onChange={(event) => take(event.currentTarget.value)}
        error={faults.length > 0}
        autosize
        minRows={4}
        maxRows={24}
        spellCheck={false}
        classNames={{ input: classes.jsonInput }}
      />
      {faults.length > 0 && <Faults faults={faults} onGo={go} />}
    </>
  );
};
