import { setImmediate as otherWork } from 'node:timers/promises';
import { type Alert, CALM, levelOf, type UsualDay, type Watch, watchDay } from '@parcours/core';
import { ACTIVITY_KEY, daysOf, lookAt, type Series } from './series.js';

/** A series that departed, as an alert keeps it. */
export interface Part
  extends Pick<
    Alert,
    'kind' | 'model' | 'stage' | 'to' | 'direction' | 'by' | 'observed' | 'expected' | 'low' | 'high'
  > {
  readonly series: string;
  readonly closedOn: number | null;
}
export interface KeptAlert {
  /** Null until it is stored. */
  readonly id: string | null;
  readonly opened_on: number;
  readonly closed_on: number | null;
  readonly reason: Alert['reason'];
  readonly found_at: number;
  readonly parts: readonly Part[];
  readonly days: readonly UsualDay[];
}

/** Departures up to so many days apart, about one stage, are told as one: the look at a week sees later what that at a day saw. */
const ONE_CAUSE = 7;
/** Days drawn before a departure, and in all. */
const DRAWN = { before: 28, most: 56 };

/** How many times as far from the expected as the bound is. */
const farness = ({ observed, expected, low, high }: Part): number => {
  const bound = observed > expected ? high - expected : expected - low;
  return Math.abs(observed - expected) / Math.max(1, bound);
};

const inOrder = (parts: readonly Part[]): Part[] =>
  [...parts].sort((a, b) => Number(b.kind === 'activity') - Number(a.kind === 'activity') || farness(b) - farness(a));

const touches = (a: Part, b: Part): boolean =>
  a.kind === 'activity' ||
  b.kind === 'activity' ||
  (a.model === b.model && [a.stage, a.to].some((stage) => stage !== null && (stage === b.stage || stage === b.to)));

/** The open alert a departure belongs to: of the same day, or of the same stage and hardly older. */
const homeOf = (alerts: readonly KeptAlert[], part: Part, day: number): KeptAlert | undefined =>
  alerts.find(({ opened_on }) => opened_on === day) ??
  alerts.find(
    ({ opened_on, closed_on, parts }) =>
      closed_on === null && day - opened_on <= ONE_CAUSE && parts.some((other) => touches(other, part)),
  );

const withOpened = (alerts: readonly KeptAlert[], part: Part, day: number, now: number): KeptAlert[] => {
  const home = homeOf(alerts, part, day);
  if (!home)
    return [
      ...alerts,
      { id: null, opened_on: day, closed_on: null, reason: null, found_at: now, parts: [part], days: [] },
    ];
  const [head, ...others] = home.parts;
  // What was told first stays first, once a day has passed.
  const parts = home.opened_on === day ? inOrder([...home.parts, part]) : [head as Part, ...others, part];
  return alerts.map((one) => (one === home ? { ...home, closed_on: null, reason: null, parts } : one));
};

const withClosed = (
  alerts: readonly KeptAlert[],
  series: string,
  day: number,
  reason: NonNullable<Alert['reason']>,
): KeptAlert[] =>
  alerts.map((alert) => {
    if (!alert.parts.some((part) => part.series === series && part.closedOn === null)) return alert;
    const parts = alert.parts.map((part) =>
      part.series === series ? { ...part, closedOn: part.closedOn ?? day } : part,
    );
    const over = parts.every(({ closedOn }) => closedOn !== null);
    return { ...alert, parts, ...(over ? { closed_on: day, reason } : {}) };
  });

/** Everything that is watched in a workspace, where each series stands, and the alerts there are. */
export interface Scene {
  readonly series: readonly Series[];
  readonly watches: ReadonlyMap<string, Watch>;
  readonly alerts: readonly KeptAlert[];
  readonly now: number;
}
export interface JudgedScene {
  readonly watches: Map<string, Watch>;
  readonly alerts: KeptAlert[];
  /** Of how many too little is known on the last day. */
  readonly tooLittle: number;
}

/** [ALERT-3] On a day on which nothing at all arrived only that is judged: the rest follows from it. */
const isSilent = ({ series }: Scene, day: number): boolean => {
  const activity = series.find(({ key }) => key === ACTIVITY_KEY);
  return activity !== undefined && activity.counts.counts[day - activity.counts.firstDay] === 0;
};

/**
 * [ALERT-1] [ALERT-2] Looks at each series on each of some days, oldest first, and opens and closes alerts. `pause` lets other work
 * happen between.
 */
export const judgeDays = async (
  scene: Scene,
  { first, last }: { readonly first: number; readonly last: number },
  pause: () => Promise<unknown> = otherWork,
): Promise<JudgedScene> => {
  const watches = new Map(scene.watches);
  let alerts = [...scene.alerts];
  const level = levelOf(scene.series.length);
  let tooLittle = 0;
  for (let day = first; day <= last; day++) {
    const silent = isSilent(scene, day);
    tooLittle = 0;
    for (const series of scene.series) {
      await pause();
      const watch = watches.get(series.key) ?? CALM;
      const looked = lookAt(series, watch, day, level);
      if (!looked) tooLittle += 1;
      if (!looked || (silent && series.key !== ACTIVITY_KEY)) continue;
      const { watch: next, turns } = watchDay(watch, looked, day);
      watches.set(series.key, next);
      for (const turn of turns) {
        if (turn !== 'opened') {
          alerts = withClosed(alerts, series.key, day, turn === 'settled' ? 'settled' : 'returned');
          continue;
        }
        const { departure: _, ...look } = next.by === 'day' ? looked.day : looked.week;
        const { kind, model, stage, to, key } = series;
        const direction = next.direction ?? 'above';
        const part: Part = {
          ...{ kind, model, stage, to, direction, by: next.by ?? 'day', ...look, series: key, closedOn: null },
        };
        alerts = withOpened(alerts, part, day, scene.now);
      }
    }
  }
  return { watches, alerts, tooLittle };
};

/** Draws the days up to and since each alert that is open, or was on the first of the days judged. */
export const drawDays = (scene: Scene, judged: JudgedScene, last: number): KeptAlert[] => {
  const level = levelOf(scene.series.length);
  return judged.alerts.map((alert) => {
    const head = alert.parts[0];
    const series = scene.series.find(({ key }) => key === head?.series);
    if (!(head && series)) return alert;
    const first = Math.max(alert.opened_on - DRAWN.before, last - DRAWN.most + 1);
    const watch: Watch = {
      ...(judged.watches.get(head.series) ?? CALM),
      ...{ status: 'open', direction: head.direction, by: head.by, since: alert.opened_on, within: 0 },
    };
    const upTo = alert.closed_on === null ? last : Math.min(last, alert.closed_on + 3);
    return { ...alert, days: daysOf(series, watch, { first, last: upTo }, level) };
  });
};
