import { Autocomplete, Button, Chip, Group, Input } from '@mantine/core';
import type { Problem, Rule } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../api/definitions.js';
import { readSpan, writeSpan } from '../rules/edit/durations.js';
import { eventsOf, NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { RuleBuilder } from '../rules/RuleBuilder.js';
import { SpanFields } from '../rules/tokens/WindowToken.js';
import { useWorkspace } from '../session/workspace.js';
import { useWeekdays } from './useNodeWords.js';

export const useVocabulary = () => useQuery(vocabularyQuery(useWorkspace().id)).data ?? NO_VOCABULARY;

/** A duration of one unit. */
export const SpanField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (v: string) => void;
}) => (
  <Input.Wrapper label={label} labelElement="div">
    <SpanFields span={readSpan(value) ?? { amount: 1, unit: 'day' }} onChange={(span) => onChange(writeSpan(span))} />
  </Input.Wrapper>
);

export const EventField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (v: string) => void;
}) => (
  <Autocomplete
    label={label}
    value={value}
    data={eventsOf(useVocabulary()).map(({ event }) => event)}
    limit={30}
    onChange={(event) => event !== '' && onChange(event)}
  />
);

export const WeekdaysField = ({
  value,
  onChange,
}: {
  value: number[] | undefined;
  onChange: (v: number[] | undefined) => void;
}) => {
  const { t } = useTranslation();
  const days = useWeekdays();
  return (
    <Input.Wrapper label={t('flows.fields.weekdays')} labelElement="div">
      <Chip.Group
        multiple
        value={(value ?? []).map(String)}
        onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen.map(Number).sort())}
      >
        <Group gap={6} mt={4}>
          {days.map(({ day, name }) => (
            <Chip key={day} value={String(day)} size="xs">
              {name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
};

interface RuleFieldProps {
  label: string;
  text?: string;
  rule: Rule | undefined;
  problems: readonly Problem[];
  onChange: (rule: Rule | undefined) => void;
  /** Given where the rule may be left out. */
  optional?: boolean;
}
const BEGIN: Rule = { did: { event: 'Order Completed' } };

/** A rule by the builder that all rules are made with. */
export const RuleField = ({ label, text, rule, problems, onChange, optional = false }: RuleFieldProps) => {
  const { t } = useTranslation();
  const vocabulary = useVocabulary();
  return (
    <Input.Wrapper label={label} description={text} labelElement="div">
      {rule ? (
        <>
          <RuleBuilder
            rule={rule}
            onChange={(next) => (next || optional) && onChange(next ?? undefined)}
            vocabulary={vocabulary}
            problems={problems}
            steps={false}
          />
          {optional && (
            <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
              {t('flows.fields.removeRule')}
            </Button>
          )}
        </>
      ) : (
        <div>
          <Button variant="default" size="xs" mt={4} onClick={() => onChange(BEGIN)}>
            {t('flows.fields.addRule')}
          </Button>
        </div>
      )}
    </Input.Wrapper>
  );
};

/** Problems of a part, with their paths below it. */
export const below = (problems: readonly Problem[], path: readonly (string | number)[]): Problem[] =>
  problems
    .filter((one) => path.every((key, at) => one.path[at] === key))
    .map((one) => ({ ...one, path: one.path.slice(path.length) }));
