import { PERIOD_DAYS, USUAL_DAYS } from '@parcours/core';
import { useMemo } from 'react';
import { dayKey } from '../i18n/useFormat.js';
import { useWorkspaceZone } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';

type Length = `${(typeof PERIOD_DAYS)[number]}`;
export const LENGTHS: readonly Length[] = PERIOD_DAYS.map((days) => `${days}` as const);
const DEFAULT: Length = `${USUAL_DAYS}`;
const DAY = 86_400_000;

/** Both instants, ISO 8601; `to` is not part of the period. */
interface Period {
  from: string;
  to: string;
}
export interface ChosenPeriod extends Period {
  /** Null when the dates were chosen one by one. */
  length: Length | null;
  /** First and last day included, YYYY-MM-DD, for the date picker and for labels. */
  first: string;
  last: string;
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
const offsetAt = (time: number, zone: string): number => {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${wall.format(time).replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
};

/** The instant (ms) a calendar day starts in a zone. */
export const startOfDay = (day: string, zone: string): number => {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
};

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const between = (first: string, last: string, zone: string): Omit<ChosenPeriod, 'length'> => ({
  first,
  last,
  from: new Date(startOfDay(first, zone)).toISOString(),
  to: new Date(startOfDay(plusDays(last, 1), zone)).toISOString(),
});

/** The day an address's date falls on: it may be a day, or an instant (`before` counts it as the end, not included). */
const dayOf = (text: string | undefined, zone: string, before = false): string | null => {
  if (text === undefined) return null;
  if (isDay(text)) return text;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : dayKey(before ? time - 1 : time, zone);
};

/** The period the address asks for; what it says badly falls back to thirty days. `today` is YYYY-MM-DD in the zone. */
export const periodOf = (
  asked: { period?: string; from?: string; to?: string },
  zone: string,
  today: string,
): ChosenPeriod => {
  const first = dayOf(asked.from, zone);
  const last = dayOf(asked.to, zone, true);
  if (first && last && first <= last) return { length: null, ...between(first, last, zone) };
  const length = LENGTHS.find((known) => known === asked.period) ?? DEFAULT;
  return { length, ...between(plusDays(today, -Number(length)), today, zone) };
};

/** The period of the address, in the workspace's time zone. */
export const usePeriod = (): ChosenPeriod => {
  const [{ period, from, to }] = useAddress();
  const zone = useWorkspaceZone();
  const today = dayKey(Date.now(), zone);
  return useMemo(() => periodOf({ period, from, to }, zone, today), [period, from, to, zone, today]);
};

/** The part of an address that says the same period on another page. */
export const periodSearch = ({ length, first, last }: ChosenPeriod): { period?: string; from?: string; to?: string } =>
  length === null ? { from: first, to: last, period: undefined } : { period: length, from: undefined, to: undefined };
