const ISO =
  /^(\d{4}|[+-]\d{6})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

const MINUTE = 60_000;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysIn = (year: number, month: number): number =>
  month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0);

const offsetOf = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0);
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE;
};

/** Digits before `end` at these fixed places, and nothing else but the separators of toISOString. */
const isCanonical = (text: string): boolean =>
  text.length === 24 && text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[23] === 'Z';

/**
 * Milliseconds since 1970 UTC of an ISO 8601 date or date-time, NaN for anything else, dates that do not exist included.
 * Without a zone it is read as UTC, so that the answer does not depend on the machine; beyond milliseconds it is cut.
 */
export const parseInstant = (text: string): number => {
  // What toISOString writes is by far the most common; the engine reads it, and refuses 31 February by rolling it over.
  if (isCanonical(text) && (text.charCodeAt(8) < 50 || text.slice(8, 10) <= '28')) {
    const quick = Date.parse(text);
    if (!Number.isNaN(quick)) return quick;
  }
  const match = ISO.exec(text);
  if (!match) return Number.NaN;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return Number.NaN;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, milliseconds) - offsetOf(match[8]);
};
