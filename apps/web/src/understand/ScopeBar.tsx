import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { useAddress } from '../shell/search.js';
import { type Named, usePersonas, useSegments } from '../strength/useBelongs.js';
import { ScopeConditions, type ScopeWords } from './ScopeConditions.js';
import classes from './understand.module.css';
import { useScope } from './useScope.js';

interface ChoiceProps {
  label: string;
  placeholder: string;
  known: readonly Named[];
  chosen: string | undefined;
  onChoose: (chosen: string | undefined) => void;
}

/** One of what is defined in the workspace; nothing to choose where nothing is. */
const Choice = ({ label, placeholder, known, chosen, onChoose }: ChoiceProps) =>
  known.length === 0 ? null : (
    <Select
      aria-label={label}
      placeholder={placeholder}
      data={known}
      value={chosen ?? null}
      clearable
      onChange={(value) => onChoose(value ?? undefined)}
      comboboxProps={{ shadow: 'md' }}
      className={classes.choice}
    />
  );

interface ScopeBarProps {
  /** True for what looks at all of history. */
  timeless: boolean;
  /** What offers to narrow it by properties of interactions; null where they do not. */
  properties: ScopeWords | null;
  /** False where whom it is of is settled by something else. */
  personas?: boolean;
  children?: ReactNode;
}

/** What is looked at: the period, whose interactions, and which; all of it lives in the address. Children are the analysis's own choices. */
export const ScopeBar = ({ timeless, properties, personas = true, children }: ScopeBarProps) => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const { persona, segment } = useScope();
  const known = usePersonas();
  return (
    <section className={classes.scope} aria-label={t('understand.scope')}>
      {!timeless && <PeriodPicker />}
      <Choice
        label={t('belongs.persona')}
        placeholder={t('belongs.anyPersona')}
        known={personas ? known : []}
        chosen={persona}
        onChoose={(chosen) => change({ persona: chosen })}
      />
      <Choice
        label={t('belongs.segments')}
        placeholder={t('belongs.anySegment')}
        known={useSegments()}
        chosen={segment}
        onChoose={(chosen) => change({ segment: chosen })}
      />
      {children}
      {properties !== null && <ScopeConditions {...properties} />}
    </section>
  );
};
