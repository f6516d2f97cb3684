import {
  APART,
  CALM,
  type DailyCounts,
  INNER,
  type Look,
  type Looked,
  learnUsual,
  lookAtChange,
  type UsualDay,
  type Watch,
  type Watched,
} from '@parcours/core';
import { dateOfDay } from '../dashboard/days.js';
import type { ModelDays } from '../dashboard/readSeries.js';

/** A series that is watched: counts, or how many stand in a stage by who came and who went. */
export interface Series extends Watched {
  readonly key: string;
  readonly counts: DailyCounts;
  readonly change: { readonly went: DailyCounts; readonly stood: DailyCounts } | null;
}

const keyOf = (kind: Watched['kind'], track: string, stage = '', to = ''): string =>
  JSON.stringify([kind, track, stage, to]);

export const ACTIVITY_KEY = keyOf('activity', '');
export const activitySeries = (counts: DailyCounts): Series => ({
  ...{ kind: 'activity', model: null, stage: null, to: null, key: ACTIVITY_KEY, counts, change: null },
});

/** [ALERT-1] What is watched of a model: each stage, each flow upwards, and the share that falls back out of each stage. */
export const seriesOfModel = (model: string, track: string, { flows, stages }: ModelDays): Series[] => [
  ...flows
    .filter(({ move }) => move === 'onward' || move === 'arrived')
    .map(({ from, to, people }) => ({
      ...{ kind: 'flow' as const, model, stage: from || null, to, key: keyOf('flow', track, from, to) },
      ...{ counts: people, change: null },
    })),
  ...[...stages].flatMap(([stage, { came, went, back, stood }]) => [
    {
      ...{ kind: 'stage' as const, model, stage, to: null, key: keyOf('stage', track, stage) },
      ...{ counts: came, change: { went, stood } },
    },
    {
      ...{
        kind: 'back' as const,
        model,
        stage,
        to: null,
        key: keyOf('back', track, stage),
        counts: back,
        change: null,
      },
    },
  ]),
];

/** Looks at so many days from one on; days are counted from the first of the series. */
type Looking = (from: number, days: number, level: number) => Look;

const lookingAtChange = (
  series: Series,
  { went, stood }: NonNullable<Series['change']>,
  until: number,
  from: number,
) => {
  const usual = [learnUsual(series.counts, until, from), learnUsual(went, until, from)] as const;
  const [inwards, outwards] = usual;
  const enough = usual.some(({ is }) => is === 'usual');
  const foretold = (of: (typeof usual)[number], counts: DailyCounts, at: number, days: number) => {
    if (of.is === 'usual') return of.foretell(at, days);
    // Too few to fit anything to: as many as there were, each as it comes.
    const mean = (of.events / Math.max(1, of.days)) * days;
    return { expected: mean, variance: counts.counts.length > 0 ? mean + 1 : 1 };
  };
  const looking: Looking = (at, days, level) => {
    let change = 0;
    for (let day = at; day < at + days; day++)
      change += (series.counts.counts[day] as number) - (went.counts[day] as number);
    const forecasts = {
      came: foretold(inwards, series.counts, at, days),
      went: foretold(outwards, went, at, days),
    };
    const look = lookAtChange(forecasts, change, level);
    const before = stood.counts[at] as number;
    return {
      ...look,
      observed: before + look.observed,
      expected: before + look.expected,
      low: Math.max(0, before + look.low),
      high: before + look.high,
    };
  };
  return enough ? looking : null;
};

/** How a series is looked at on a day of it, by what is usual before; null where too little is known. */
const lookingOf = (series: Series, watch: Watch, at: number): Looking | null => {
  const since = (watch.since ?? 0) - series.counts.firstDay - (watch.by === 'week' ? APART - 1 : 0);
  // What an open departure does is not learnt from.
  const until = watch.status === 'open' ? Math.min(at - APART + 1, since) : at - APART + 1;
  const from = Math.max(0, watch.usualFrom - series.counts.firstDay);
  if (until <= 0) return null;
  if (series.change) return lookingAtChange(series, series.change, until, from);
  const usual = learnUsual(series.counts, until, from);
  return usual.is === 'usual' ? (at, days, level) => usual.look(at, days, level) : null;
};

/** A day, and the week up to it, beside the usual; null where too little is known. Days of a watch are counted from 1970. */
export const lookAt = (series: Series, watch: Watch, day: number, level: number): Looked | null => {
  const at = day - series.counts.firstDay;
  const looking = lookingOf(series, watch, at);
  if (!looking) return null;
  const inside = (from: number, days: number) => looking(from, days, INNER).departure === null;
  return {
    day: looking(at, 1, level),
    week: looking(at - 6, 7, level),
    inner: { day: inside(at, 1), week: inside(at - 6, 7) },
  };
};

/** The last days of a series up to one, each beside what was usual by those before it. */
export const daysOf = (
  series: Series,
  watch: Watch,
  { first, last }: { first: number; last: number },
  level: number,
) => {
  const { firstDay } = series.counts;
  const days: UsualDay[] = [];
  for (let day = Math.max(first, firstDay); day <= last; day++) {
    // The days before a departure are drawn as they were looked at then.
    const began = watch.since !== null && day >= watch.since;
    const look = lookingOf(series, began ? watch : { ...CALM, usualFrom: watch.usualFrom }, day - firstDay)?.(
      day - firstDay,
      1,
      level,
    );
    const observed = series.change
      ? (series.change.stood.counts[day - firstDay] as number) +
        (series.counts.counts[day - firstDay] as number) -
        (series.change.went.counts[day - firstDay] as number)
      : (series.counts.counts[day - firstDay] as number);
    const { expected = null, low = null, high = null } = look ?? {};
    days.push({ date: dateOfDay(day), observed, expected, low, high });
  }
  return days;
};
