import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PopoverToken, selectAll } from './PopoverToken.js';
import { type BoundMode, type Bounds, boundModeOf, useBoundWords, useTimesWords } from './useTokenWords.js';

const MODES: readonly BoundMode[] = ['atLeast', 'atMost', 'exactly', 'between'];

const inMode = (mode: BoundMode, low: number, high: number): Bounds => {
  if (mode === 'atLeast') return { atLeast: low };
  if (mode === 'atMost') return { atMost: high };
  return { atLeast: low, atMost: mode === 'exactly' ? low : Math.max(low, high) };
};

interface FieldsProps {
  label: string;
  bounds: Bounds;
  onChange: (bounds: Bounds) => void;
  whole: boolean;
  max?: number | undefined;
}

const Fields = ({ label, bounds, onChange, whole, max }: FieldsProps) => {
  const { t } = useTranslation();
  const mode = boundModeOf(bounds);
  const low = bounds.atLeast ?? bounds.atMost ?? 1;
  const high = bounds.atMost ?? low;
  const shared = {
    allowDecimal: !whole,
    allowNegative: !whole,
    decimalScale: 6,
    ...(max === undefined ? {} : { max }),
  };
  const ends =
    mode === 'between' ? (['low', 'high'] as const) : mode === 'atMost' ? (['high'] as const) : (['low'] as const);
  const set = (end: 'low' | 'high', typed: string | number) => {
    const value = typeof typed === 'number' ? typed : Number.NaN;
    if (!Number.isFinite(value)) return;
    if (mode === 'between') onChange(end === 'low' ? { ...bounds, atLeast: value } : { ...bounds, atMost: value });
    else onChange(inMode(mode, value, value));
  };
  return (
    <>
      <Select
        aria-label={label}
        data={MODES.map((one) => ({ value: one, label: t(`rules.boundMode.${one}`) }))}
        value={mode}
        allowDeselect={false}
        onChange={(chosen) => chosen && onChange(inMode(chosen as BoundMode, low, high))}
        comboboxProps={{ withinPortal: false }}
      />
      <div style={{ display: 'flex', gap: '0.5rem' }}>
        {ends.map((end, at) => (
          <NumberInput
            key={end}
            {...shared}
            onFocus={selectAll}
            aria-label={t(mode !== 'between' ? 'rules.amount' : end === 'low' ? 'rules.lowest' : 'rules.highest')}
            value={end === 'low' ? low : high}
            onChange={(value) => set(end, value)}
            style={{ flex: 1 }}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </div>
    </>
  );
};

interface BoundsTokenProps {
  bounds: Bounds;
  onChange: (bounds: Bounds) => void;
  /** Counts are whole and not below zero. */
  whole?: boolean;
  max?: number;
  wrong?: boolean | undefined;
}

/** "at least 500". */
export const BoundsToken = ({ bounds, onChange, whole = false, max, wrong }: BoundsTokenProps) => {
  const { t } = useTranslation();
  const words = useBoundWords();
  return (
    <PopoverToken label={t('rules.bounds')} shown={words(bounds)} wrong={wrong}>
      <Fields label={t('rules.bounds')} bounds={bounds} onChange={onChange} whole={whole} max={max} />
    </PopoverToken>
  );
};

const MAX_TIMES = 4096;

/** "at least twice". One time or more is said by saying nothing. */
export const TimesToken = ({ bounds, onChange, wrong }: Omit<BoundsTokenProps, 'whole' | 'max'>) => {
  const { t } = useTranslation();
  const words = useTimesWords();
  const once = bounds.atMost === undefined && (bounds.atLeast ?? 1) === 1;
  const set = (next: Bounds) => onChange(next.atMost === undefined && next.atLeast === 1 ? {} : next);
  return (
    <PopoverToken label={t('rules.times')} shown={words(bounds)} wrong={wrong} look={once ? 'quiet' : 'word'}>
      <Fields label={t('rules.times')} bounds={bounds} onChange={set} whole max={MAX_TIMES} />
    </PopoverToken>
  );
};
