import { Temporal } from 'temporal-polyfill';

/** Reads one text as milliseconds since 1970 UTC; null when it is no time of that format. */
export type TimeParser = (text: string) => number | null;

const DAY = 86_400_000;
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<shortYear>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<noon>[AaPp]\\.?[Mm]\\.?)',
  XXX: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
};
const TOKEN = /yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|ss|SSS|a|XXX/g;
const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A parser for a format: `iso`, `epoch-seconds`, `epoch-milliseconds`, or a pattern of yyyy MM dd HH mm ss SSS
 * (also yy M d H hh h a XXX). Times without an offset are local to `zone`; one skipped by daylight saving moves
 * forward, one that happens twice is the first. `at` (hh:mm) is the time of day of bare dates.
 */
export const timeParser = (format: string, zone: string, at: string): TimeParser => {
  if (format === 'epoch-seconds') return (text) => epoch(text, 1000);
  if (format === 'epoch-milliseconds') return (text) => epoch(text, 1);
  const pattern = format === 'iso' ? ISO : new RegExp(`^${patternOf(format)}$`);
  const toInstant = localClock(zone);
  const [hours = 0, minutes = 0, seconds = 0] = at.split(':').map(Number);
  const defaultTime = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return (text) => {
    const found = pattern.exec(text.trim())?.groups;
    if (!found) return null;
    const local = localTime(found, defaultTime);
    if (local === null) return null;
    return found['offset'] === undefined ? toInstant(local) : withOffset(local, found['offset']);
  };
};

const epoch = (text: string, unit: number): number | null => {
  const number = /^\s*-?\d{1,17}(\.\d+)?\s*$/.test(text) ? Number(text) * unit : Number.NaN;
  return Math.abs(number) <= 8.64e15 ? Math.round(number) : null;
};

const patternOf = (format: string): string => {
  let pattern = '';
  let last = 0;
  for (const token of format.matchAll(TOKEN)) {
    pattern += escaped(format.slice(last, token.index)) + TOKENS[token[0]];
    last = token.index + token[0].length;
  }
  return pattern + escaped(format.slice(last));
};
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replaceAll("'", '');

/** Local wall time as if it were UTC; null when a part is out of its range (30 February, 25 o'clock). */
const localTime = (found: Record<string, string | undefined>, defaultTime: number): number | null => {
  const part = (name: string, absent: number) => (found[name] === undefined ? absent : Number(found[name]));
  const shortYear = part('shortYear', 0);
  const year = part('year', shortYear < 70 ? 2000 + shortYear : 1900 + shortYear);
  const month = part('month', 1);
  const day = part('day', 1);
  const start = new Date(0).setUTCFullYear(year, month - 1, day);
  const date = new Date(start);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const hour = hourOf(found);
  if (hour === undefined) return start + defaultTime;
  const minute = part('minute', 0);
  const second = part('second', 0);
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;
  const fraction = found['fraction'] === undefined ? 0 : Math.floor(Number(`0.${found['fraction']}`) * 1000);
  return start + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
};

/** undefined where the text has no time of day, null where it has an impossible one. */
const hourOf = (found: Record<string, string | undefined>): number | null | undefined => {
  if (found['hour'] !== undefined) return Number(found['hour']);
  if (found['half'] === undefined) return undefined;
  const half = Number(found['half']);
  if (half < 1 || half > 12) return null;
  const afternoon = (found['noon'] ?? 'a').toLowerCase().startsWith('p');
  return (half % 12) + (afternoon ? 12 : 0);
};

const withOffset = (local: number, offset: string): number => {
  if (offset.toUpperCase() === 'Z') return local;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return local - (offset.startsWith('-') ? -minutes : minutes) * 60_000;
};

/** Local wall time to instant. A day of 24 hours has one offset, worked out once; others are asked time by time. */
const localClock = (zone: string): ((local: number) => number) => {
  if (zone === 'UTC') return (local) => local;
  const offsets = new Map<number, number | null>();
  const exactly = (local: number) => {
    const iso = new Date(local).toISOString().slice(0, -1);
    return Temporal.PlainDateTime.from(iso).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  };
  const offsetOfDay = (day: number): number | null => {
    const start = Temporal.PlainDate.from(new Date(day * DAY).toISOString().slice(0, 10)).toZonedDateTime(zone);
    return start.hoursInDay === 24 ? start.offsetNanoseconds / 1e6 : null;
  };
  return (local) => {
    const day = Math.floor(local / DAY);
    let offset = offsets.get(day);
    if (offset === undefined) {
      if (offsets.size > 50_000) offsets.clear();
      offset = offsetOfDay(day);
      offsets.set(day, offset);
    }
    return offset === null ? exactly(local) : local - offset;
  };
};
