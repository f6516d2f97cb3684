import { Autocomplete, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import type { Vocabulary } from '../../rules/edit/vocabulary.js';
import { BilingualField } from '../../ui/BilingualField.js';
import classes from './editor.module.css';
import type { Editing } from './useEditor.js';
import { troublesWithin, useTroubleWords } from './useTroubleWords.js';

/** Texts that repeat make good keys: those of most kinds of interaction first. */
const keysIn = ({ events }: Vocabulary): string[] => {
  const counts = new Map<string, number>();
  for (const { properties } of events) {
    for (const { name, types } of properties) {
      if (types.includes('text')) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).map(([name]) => name);
};

const PersonaField = ({ editing }: { editing: Editing }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const wordsOf = useTroubleWords();
  const { draft, act, vocabulary } = editing;
  const { persona } = draft;
  const known = vocabulary.personas.map(({ id, name }) => ({ value: id, label: say(name) }));
  const gone = persona !== null && !known.some(({ value }) => value === persona);
  const hint = known.length === 0 ? 'personaNone' : persona === null ? 'personaEvery' : 'personaOne';
  return (
    <Select
      label={t('editor.persona')}
      description={t(`editor.${hint}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[
        { value: '', label: t('editor.everyone') },
        ...known,
        ...(gone ? [{ value: persona, label: t('editor.personaGone') }] : []),
      ]}
      value={persona ?? ''}
      allowDeselect={false}
      onChange={(value) => act({ do: 'change', part: { persona: value || null } })}
      error={troublesWithin(editing.troubles, ['persona']).map(wordsOf).join(' ') || undefined}
    />
  );
};

const PerField = ({ editing }: { editing: Editing }) => {
  const { t } = useTranslation();
  const wordsOf = useTroubleWords();
  const { draft, act, vocabulary } = editing;
  const keys = useMemo(() => keysIn(vocabulary), [vocabulary]);
  const property = draft.per.trim();
  return (
    <div data-draft-text>
      <Autocomplete
        label={t('editor.per')}
        placeholder={t('editor.perPlaceholder')}
        description={property ? t('editor.perOne', { property }) : t('editor.perNone')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={keys}
        limit={12}
        maxLength={256}
        value={draft.per}
        onChange={(per) => act({ do: 'change', part: { per } })}
        error={troublesWithin(editing.troubles, ['per']).map(wordsOf).join(' ') || undefined}
      />
    </div>
  );
};

/** What the model is called, what it tells, whose journey it is, and whether one per customer. */
export const ModelFields = ({ editing }: { editing: Editing }) => {
  const { t } = useTranslation();
  const wordsOf = useTroubleWords();
  const { draft, act, troubles } = editing;
  const errorOf = (field: 'name' | 'description') =>
    troublesWithin(troubles, [field]).map(wordsOf).join(' ') || undefined;
  return (
    <section className={classes.fields}>
      <div data-draft-text data-place="name">
        <BilingualField
          label={t('editor.name')}
          value={draft.name}
          onChange={(name) => act({ do: 'change', part: { name } })}
          error={errorOf('name')}
        />
      </div>
      <div data-draft-text data-place="description">
        <BilingualField
          label={t('editor.description')}
          value={draft.description}
          onChange={(description) => act({ do: 'change', part: { description } })}
          maxLength={2000}
          error={errorOf('description')}
        />
      </div>
      <PersonaField editing={editing} />
      <PerField editing={editing} />
    </section>
  );
};
