import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { BilingualField } from '../ui/BilingualField.js';
import type { PersonasDraft } from './edit.js';
import { People } from './PersonaRow.js';
import classes from './personas.module.css';

interface FallbackRowProps {
  fallback: PersonasDraft['fallback'];
  customers: number | undefined;
  onChange: (fallback: PersonasDraft['fallback']) => void;
}

/** The last persona: whoever fits no other. It has a name and no rule. */
export const FallbackRow = ({ fallback, customers, onChange }: FallbackRowProps) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const may = useMay('define');
  const [opened, setOpened] = useState(false);
  const name = fallback.name[language] || fallback.name.en || t('personas.everyone');
  return (
    <li className={classes.row} data-fallback>
      <div className={classes.head}>
        <div className={classes.what}>
          <h2>{name}</h2>
          <p>{t('personas.fallback')}</p>
        </div>
        <People id={fallback.id} name={name} customers={customers} />
        {may && (
          <Button variant="default" size="xs" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {t(opened ? 'personas.close' : 'personas.edit')}
            <span className="visually-hidden">{` ${name}`}</span>
          </Button>
        )}
      </div>
      {opened && (
        <div className={classes.names}>
          <BilingualField
            label={t('segments.name')}
            value={fallback.name}
            onChange={(next) => onChange({ ...fallback, name: next })}
            required
          />
          <BilingualField
            label={t('segments.description')}
            value={fallback.description}
            onChange={(description) => onChange({ ...fallback, description })}
            maxLength={500}
          />
        </div>
      )}
    </li>
  );
};
