import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../api/definitions.js';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { allProperties, NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { Conditions } from '../rules/lines/parts.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { type Named, usePersonas, useSegments } from '../strength/useBelongs.js';
import { Vocabularied } from './events/InteractionTokens.js';
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

/** Only interactions whose properties hold to these conditions. */
const ScopeConditions = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, change] = useAddress();
  const { where } = useScope();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const properties = useMemo(() => allProperties(vocabulary), [vocabulary]);
  return (
    <Vocabularied vocabulary={vocabulary}>
      <div className={classes.conditions}>
        <Conditions
          properties={properties}
          where={where}
          path={[]}
          offer={t('understand.onlyWhere')}
          onChange={(next) => change({ where: next && JSON.stringify(next) }, { replace: true })}
        />
      </div>
    </Vocabularied>
  );
};

interface ScopeBarProps {
  /** True for what looks at all of history. */
  timeless: boolean;
  /** Whether properties of interactions narrow what is looked at. */
  properties: boolean;
  children?: ReactNode;
}

/** What is looked at: the period, whose interactions, and which; all of it lives in the address. Children are the analysis's own choices. */
export const ScopeBar = ({ timeless, properties, children }: ScopeBarProps) => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const { persona, segment } = useScope();
  return (
    <section className={classes.scope} aria-label={t('understand.scope')}>
      {!timeless && <PeriodPicker />}
      <Choice
        label={t('belongs.persona')}
        placeholder={t('belongs.anyPersona')}
        known={usePersonas()}
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
      {properties && <ScopeConditions />}
    </section>
  );
};
