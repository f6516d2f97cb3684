import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import classes from './customer.module.css';

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const MONEY = /^(total|revenue|price|value|subtotal|discount|tax|shipping|amount)$/i;
const DEEPEST = 2;

interface Reading {
  t: TFunction;
  format: Format;
  label: (name: string) => string;
  currency: string | undefined;
}

const numberOf = (name: string, value: number, { format, currency }: Reading): string => {
  if (currency && MONEY.test(name)) return format.money(value, currency);
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : format.number(value);
};

const objectText = (value: object, reading: Reading, depth: number): string =>
  Object.entries(value)
    .map(([name, part]) => `${reading.label(name)}: ${textOf(name, part, reading, depth + 1)}`)
    .join(', ');

/** A property's value in words: dates and money as people write them, lists and objects one after the other. */
const textOf = (name: string, value: unknown, reading: Reading, depth = 0): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return reading.t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return numberOf(name, value, reading);
  if (typeof value === 'string')
    return DATE.test(value) && !Number.isNaN(Date.parse(value)) ? reading.format.moment(value) : value;
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((part) => textOf(name, part, reading, depth + 1)).join(' · ');
  return objectText(value, reading, depth);
};

/** Traits or an interaction's properties, as a list of names and values. */
export const Properties = ({ values }: { values: Record<string, unknown> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { trait } = useWords();
  const currency = typeof values.currency === 'string' ? values.currency : undefined;
  const reading = { t, format, label: trait, currency };
  return (
    <dl className={classes.properties}>
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{trait(name)}</dt>
          <dd>{textOf(name, value, reading)}</dd>
        </div>
      ))}
    </dl>
  );
};
