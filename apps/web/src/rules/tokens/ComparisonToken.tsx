import { ActionIcon, Autocomplete, Button, NumberInput, SegmentedControl, Select, TagsInput } from '@mantine/core';
import type { Comparison } from '@parcours/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  comparisonOf,
  isComplete,
  type Operator,
  operatorsFor,
  type Scalar,
  scalarOf,
  type Test,
  testsOf,
  valueFor,
} from '../edit/comparisons.js';
import type { Property } from '../edit/vocabulary.js';
import classes from '../rules.module.css';
import { PopoverToken, selectAll } from './PopoverToken.js';
import { useComparisonWords } from './useTokenWords.js';

interface ValueProps {
  test: Test;
  property: Property;
  onChange: (value: Test['value']) => void;
}

const NUMERIC = new Set<Operator>(['gte', 'gt', 'lte', 'lt']);

const TextValue = ({ test, property, onChange }: ValueProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(test.value));
  const suggestions = [...new Set(property.values.map(String))];
  const take = (text: string) => {
    setTyped(text);
    onChange(test.operator === 'contains' || test.operator === 'startsWith' ? text : scalarOf(text, property));
  };
  return (
    <Autocomplete
      aria-label={t('rules.value')}
      data={suggestions}
      value={typed}
      onChange={take}
      limit={20}
      openOnFocus={false}
      maxLength={1024}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
    />
  );
};

const ValueField = ({ test, property, onChange }: ValueProps) => {
  const { t } = useTranslation();
  const { operator, value } = test;
  if (operator === 'exists' || operator === 'missing') return null;
  if (operator === 'in') {
    const values = Array.isArray(value) ? value : [value as Scalar];
    return (
      <TagsInput
        aria-label={t('rules.values')}
        data={[...new Set(property.values.map(String))]}
        value={values.map(String)}
        onChange={(texts) => onChange(texts.map((text) => scalarOf(text, property)))}
        comboboxProps={{ withinPortal: false }}
        maxTags={256}
        data-autofocus
      />
    );
  }
  if (typeof value === 'boolean') {
    return (
      <SegmentedControl
        aria-label={t('rules.value')}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={String(value)}
        onChange={(chosen) => onChange(chosen === 'true')}
        fullWidth
      />
    );
  }
  if (NUMERIC.has(operator) || (typeof value === 'number' && property.types.join() === 'number')) {
    return (
      <NumberInput
        onFocus={selectAll}
        aria-label={t('rules.value')}
        value={Number(value)}
        decimalScale={6}
        onChange={(typed) => typeof typed === 'number' && onChange(typed)}
        data-autofocus
      />
    );
  }
  return <TextValue test={test} property={property} onChange={onChange} />;
};

interface TestFieldsProps extends Omit<ValueProps, 'onChange'> {
  taken: readonly Operator[];
  onChange: (test: Test) => void;
  onRemove: (() => void) | null;
}

const TestFields = ({ test, property, taken, onChange, onRemove }: TestFieldsProps) => {
  const { t } = useTranslation();
  const offered = [...new Set([test.operator, ...operatorsFor(property)])].filter(
    (operator) => operator === test.operator || !taken.includes(operator),
  );
  return (
    <div className={classes.test}>
      <div style={{ display: 'flex', gap: '0.25rem' }}>
        <Select
          aria-label={t('rules.comparison')}
          data={offered.map((operator) => ({ value: operator, label: t(`rules.operator.${operator}`) }))}
          value={test.operator}
          allowDeselect={false}
          onChange={(chosen) => {
            const operator = chosen as Operator;
            onChange({ operator, value: valueFor(operator, property, test.value) });
          }}
          comboboxProps={{ withinPortal: false }}
          style={{ flex: 1 }}
        />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rules.removeTest')} onClick={onRemove}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <ValueField
        key={test.operator}
        test={test}
        property={property}
        onChange={(value) => onChange({ ...test, value })}
      />
    </div>
  );
};

interface ComparisonTokenProps {
  name: string;
  comparison: Comparison;
  property: Property;
  onChange: (comparison: Comparison) => void;
  wrong?: boolean | undefined;
}

/** "is at least 100": one question or several, with values that were seen offered. */
export const ComparisonToken = ({ name, comparison, property, onChange, wrong }: ComparisonTokenProps) => {
  const { t } = useTranslation();
  const words = useComparisonWords();
  const tests = testsOf(comparison);
  const taken = tests.map(({ operator }) => operator);
  const [next] = operatorsFor(property).filter((operator) => !taken.includes(operator));
  const put = (changed: readonly Test[]) => {
    if (changed.every(isComplete)) onChange(comparisonOf(changed));
  };
  return (
    <PopoverToken label={t('rules.details', { name })} shown={words(comparison)} wrong={wrong} width={320}>
      {tests.map((test, at) => (
        <TestFields
          key={test.operator}
          test={test}
          property={property}
          taken={taken}
          onChange={(changed) => put(tests.with(at, changed))}
          onRemove={tests.length > 1 ? () => put(tests.toSpliced(at, 1)) : null}
        />
      ))}
      {next && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => put([...tests, { operator: next, value: valueFor(next, property) }])}
        >
          {t('rules.addTest')}
        </Button>
      )}
    </PopoverToken>
  );
};
