import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readSpan, type Span, UNITS, type Unit, writeSpan } from '../edit/durations.js';
import { PopoverToken, selectAll } from './PopoverToken.js';
import { useSpanWords } from './useTokenWords.js';

interface SpanFieldsProps {
  span: Span;
  onChange: (span: Span) => void;
}

export const SpanFields = ({ span, onChange }: SpanFieldsProps) => {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'flex', gap: '0.5rem' }}>
      <NumberInput
        onFocus={selectAll}
        aria-label={t('rules.span')}
        value={span.amount}
        min={1}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="blur"
        onChange={(amount) => Number(amount) >= 1 && onChange({ ...span, amount: Number(amount) })}
        w="6rem"
        data-autofocus
      />
      <Select
        aria-label={t('rules.unit')}
        data={UNITS.map((unit) => ({ value: unit, label: t(`rules.unitNames.${unit}`) }))}
        value={span.unit}
        allowDeselect={false}
        onChange={(unit) => unit && onChange({ ...span, unit: unit as Unit })}
        comboboxProps={{ withinPortal: false }}
        style={{ flex: 1 }}
      />
    </div>
  );
};

const BEGIN: Span = { amount: 90, unit: 'day' };

interface WindowTokenProps {
  within: string | undefined;
  onChange: (within: string | undefined) => void;
  /** A time over all the steps of a sequence. */
  overall?: boolean;
  wrong?: boolean | undefined;
}

/** "at any time", "in the last 90 days". */
export const WindowToken = ({ within, onChange, overall = false, wrong }: WindowTokenProps) => {
  const { t } = useTranslation();
  const spanWords = useSpanWords();
  const shown =
    within === undefined
      ? t(overall ? 'rules.everAfter' : 'rules.ever')
      : t(overall ? 'rules.windowSequence' : 'rules.windowShown', { span: spanWords(within) });
  return (
    <PopoverToken label={t('rules.window')} shown={shown} wrong={wrong} look={within === undefined ? 'quiet' : 'word'}>
      <SegmentedControl
        aria-label={t('rules.window')}
        data={[
          { value: 'ever', label: t(overall ? 'rules.everAfter' : 'rules.ever') },
          { value: 'during', label: t('rules.during') },
        ]}
        value={within === undefined ? 'ever' : 'during'}
        onChange={(value) => onChange(value === 'ever' ? undefined : writeSpan(BEGIN))}
        fullWidth
      />
      {within !== undefined && (
        <SpanFields span={readSpan(within) ?? BEGIN} onChange={(span) => onChange(writeSpan(span))} />
      )}
    </PopoverToken>
  );
};

interface SpanTokenProps {
  span: string;
  onChange: (span: string) => void;
  wrong?: boolean | undefined;
}

/** "60 days". */
export const SpanToken = ({ span, onChange, wrong }: SpanTokenProps) => {
  const { t } = useTranslation();
  const spanWords = useSpanWords();
  return (
    <PopoverToken label={t('rules.span')} shown={spanWords(span)} wrong={wrong}>
      <SpanFields span={readSpan(span) ?? BEGIN} onChange={(next) => onChange(writeSpan(next))} />
    </PopoverToken>
  );
};
