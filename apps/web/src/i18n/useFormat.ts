import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspaceZone } from '../session/workspace.js';

const DAY = 86_400_000;

/** Some systems name locales in ways Intl refuses (`en-US@posix`). */
const isKnown = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};

/** The visitor's own way of writing the page's language: en-GB and en-US date differently. */
export const regional = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`) && isKnown(tag)) ?? language;

const SIGNED = { signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

/** How far an instant is from now, in the unit people would say it in. Days are the calendar's: yesterday is the day before. */
export const relativeParts = (
  instant: number,
  now: number,
  timeZone: string,
): [number, Intl.RelativeTimeFormatUnit] => {
  const days = (instant - now) / DAY;
  const size = Math.abs(days);
  if (size < 1 / 24) return [Math.round(days * 1440), 'minute'];
  if (size < 1) return [Math.round(days * 24), 'hour'];
  if (size < 45) return [(Date.parse(dayKey(instant, timeZone)) - Date.parse(dayKey(now, timeZone))) / DAY, 'day'];
  return size < 545 ? [Math.round(days / 30.44), 'month'] : [Math.round(days / 365.25), 'year'];
};

const makeFormat = (locale: string, timeZone: string) => {
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (instant: string | number) => format.format(new Date(instant));
  };
  const number = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, SIGNED);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    number: (value: number) => number.format(value),
    /** One decimal at most: days, durations. */
    short: (value: number) => short.format(value),
    /** Two decimals: coefficients. */
    decimal: (value: number) => decimal.format(value),
    /** From ten thousand on, 12.4 k. */
    figure: (value: number) => (value < 10_000 ? number : compact).format(value),
    /** With one decimal, where percents are compared. */
    fine: (ratio: number) => fine.format(ratio),
    /** A difference of shares, in points of percentage, with its sign. */
    points: (difference: number) => {
      const rounded = Math.round(difference * 1000) / 10;
      return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${short.format(Math.abs(rounded))}`;
    },
    /** Whole, except that little is not nothing, and that nearly all is not all. */
    percent: (ratio: number) =>
      (ratio > 0 && ratio < 0.01) || (ratio > 0.99 && ratio < 1) ? fine.format(ratio) : percent.format(ratio),
    /** Stages per 30 days, with its sign. */
    velocity: (value: number) => signed.format(Math.abs(value) < 0.005 ? 0 : value),
    day: at({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: at({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    moment: at({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    time: at({ hour: '2-digit', minute: '2-digit' }),
    clock: at({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    /** The calendar day, as YYYY-MM-DD, to group by. */
    key: (instant: string | number) => dayKey(instant, timeZone),
    ago: (instant: string) => relative.format(...relativeParts(Date.parse(instant), Date.now(), timeZone)),
    /** `whole` leaves the cents out: of large sums. */
    money: (value: number, currency: string, whole = false) => {
      const digits = whole ? { maximumFractionDigits: 0 } : {};
      try {
        return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(value);
      } catch {
        return `${number.format(value)} ${currency}`;
      }
    },
  };
};

/** The calendar day of an instant in a zone, as YYYY-MM-DD. */
export const dayKey = (instant: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));

export type Format = ReturnType<typeof makeFormat>;

const made = new Map<string, Format>();

/** Made once for all who ask: a row of a table asks for several, and making one takes longer than drawing the row. */
const formatFor = (locale: string, timeZone: string): Format => {
  const name = `${locale} ${timeZone}`;
  const format = made.get(name) ?? makeFormat(locale, timeZone);
  made.set(name, format);
  return format;
};

/** Dates, numbers and money in the page's language and the workspace's time zone. */
export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  const zone = useWorkspaceZone();
  return useMemo(() => formatFor(regional(i18n.language), zone), [i18n.language, zone]);
};
