import { ActionIcon, TagsInput } from '@mantine/core';
import { TOUCHPOINT_TESTS, type TouchpointTest, type TouchpointTestKind } from '@parcours/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { ChoiceToken } from '../rules/tokens/ChoiceToken.js';
import { PopoverToken } from '../rules/tokens/PopoverToken.js';
import classes from './touchpoints.module.css';
import { fieldOf, useFieldWords } from './useFieldWords.js';

const TYPES = ['page', 'screen', 'track', 'identify', 'group', 'alias'];

/** Values as people say them; of many, the first and how many more. */
export const useValueWords = () => {
  const { t } = useTranslation();
  const words = useWords();
  return ({ field, test, values }: TouchpointTest, most = 3): string => {
    // The name of an event is a text that sources send; its label helps only where it is whole.
    const quoted = values.map((text) =>
      t('touchpoints.quoted', { text: field === 'event' && test === 'in' ? words.event(text) : text.trim() }),
    );
    const [first = t('touchpoints.anyValue')] = quoted;
    if (quoted.length > most) return t('touchpoints.orMore', { first, count: quoted.length - 1 });
    return quoted.length < 2 ? first : new Intl.ListFormat(words.language, { type: 'disjunction' }).format(quoted);
  };
};

interface ValuesProps {
  test: TouchpointTest;
  vocabulary: Vocabulary;
  wrong: boolean;
  onChange: (values: string[]) => void;
}

const Values = ({ test, vocabulary, wrong, onChange }: ValuesProps) => {
  const { t } = useTranslation();
  const shown = useValueWords()(test);
  const known = test.field === 'event' ? vocabulary.events.map(({ event }) => event) : TYPES;
  return (
    <PopoverToken label={t('touchpoints.values')} shown={shown} wrong={wrong} width={340}>
      <TagsInput
        label={t('touchpoints.values')}
        description={t('touchpoints.valuesHint')}
        value={[...test.values]}
        onChange={onChange}
        data={test.field === 'event' || test.field === 'type' ? known : []}
        maxTags={100}
        comboboxProps={{ withinPortal: false }}
        clearButtonProps={{ 'aria-label': t('rules.remove') }}
        data-autofocus
      />
    </PopoverToken>
  );
};

interface TestLineProps {
  test: TouchpointTest;
  vocabulary: Vocabulary;
  wrong: boolean;
  onChange: (test: TouchpointTest) => void;
  onRemove: () => void;
}

const kindsOf = (field: string): readonly TouchpointTestKind[] =>
  field === 'event' || field === 'type' ? TOUCHPOINT_TESTS.filter((kind) => kind !== 'host') : TOUCHPOINT_TESTS;

/** One test as a sentence: "the event begins with “store”". */
export const TestLine = ({ test, vocabulary, wrong, onChange, onRemove }: TestLineProps) => {
  const { t } = useTranslation();
  const { wordsOf, groups } = useFieldWords(vocabulary);
  const { field, test: kind, last } = test;
  const changeField = (chosen: string) => {
    const next = fieldOf(chosen);
    onChange({ ...test, field: next, test: kindsOf(next).includes(kind) ? kind : 'in', values: [] });
  };
  const changeKind = (chosen: string) =>
    onChange({
      ...test,
      test: chosen as TouchpointTestKind,
      values: chosen === 'exists' ? [] : test.values,
    });
  const { last: _, ...always } = test;
  return (
    <li className={classes.test}>
      <ChoiceToken
        label={t('touchpoints.field')}
        shown={wordsOf(field)}
        value={field}
        groups={groups(() => true)}
        onChoose={changeField}
        look="lead"
        width={360}
        free
      />
      <ChoiceToken
        label={t('touchpoints.test')}
        shown={t(`touchpoints.kind.${kind}`)}
        value={kind}
        groups={[
          { label: '', choices: kindsOf(field).map((value) => ({ value, label: t(`touchpoints.kind.${value}`) })) },
        ]}
        onChoose={changeKind}
        width={200}
      />
      {kind !== 'exists' && (
        <Values
          test={test}
          vocabulary={vocabulary}
          wrong={wrong}
          onChange={(values) => onChange({ ...test, values })}
        />
      )}
      <ChoiceToken
        label={t('touchpoints.last')}
        shown={t(last ? 'touchpoints.lastShown' : 'touchpoints.lastAlways')}
        value={last ? 'last' : 'always'}
        groups={[
          {
            label: '',
            choices: [
              { value: 'always', label: t('touchpoints.lastAlways') },
              { value: 'last', label: t('touchpoints.last') },
            ],
          },
        ]}
        onChoose={(chosen) => onChange(chosen === 'last' ? { ...test, last: true } : always)}
        look="quiet"
      />
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('touchpoints.removeTest')} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
};
