import {
  type DailyCounts,
  type Dashboard,
  type dashboardQuerySchema,
  INNER,
  LEARNT,
  learnUsual,
  type Sentence,
  type TooLittle,
} from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { chooseModel, type ModelRow } from '../models/listModels.js';
import { DomainError } from '../ports.js';
import { askScoped, readScope, type Scoped, toldPeriod } from '../understand/scope.js';
import { USUAL } from '../value/valueQuestion.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { chartOf } from './chartOf.js';
import { lastInteraction, peopleMoved } from './dashboard.sql.js';
import { type Days, dateOfDay, dayAt, dayOfDate, startOf } from './days.js';
import { openingsOf } from './openings.js';
import { MOVES, type ModelDays, readActive, readModelDays, readOrders } from './readSeries.js';
import { daysUpTo, wholeDays } from './wholeDays.js';

export type DashboardQuery = z.infer<typeof dashboardQuerySchema>;
type Facts = Omit<Sentence, 'usual' | 'departure' | 'open'>;
/** A sentence on its way: what it counts day by day, and how far it is from the usual. */
interface Told {
  readonly sentence: Sentence;
  readonly series: DailyCounts;
  readonly far: number;
}
interface PeopleRow {
  readonly move: string;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly people: number;
  readonly before: number;
}

/** Below so many people in both weeks, and usually, a flow is nothing to tell of. */
const FEWEST = 5;

const WEEK = 7;
const plain: Pick<Facts, 'stage' | 'to' | 'amount' | 'amountBefore'> = {
  ...{ stage: null, to: null, amount: null, amountBefore: null },
};

/** How far a week is from the usual, in standard deviations; from the week before where nothing usual is known, at half its worth. */
const judge = (series: DailyCounts, { count, before }: Facts) => {
  const from = series.counts.length - WEEK;
  const usual = learnUsual(series, from);
  if (usual.is === 'tooLittle')
    return { usual: null, departure: null, far: (0.5 * Math.abs(count - before)) / Math.sqrt(count + before + 1) };
  const { variance } = usual.foretell(from, WEEK);
  const { observed, expected, low, high, departure } = usual.look(from, WEEK, INNER);
  // Days are added up; whoever did it on several is one of the week's people.
  const once = observed > 0 ? count / observed : 1;
  return {
    usual: { expected: expected * once, low: Math.ceil(low * once), high: Math.floor(high * once) },
    departure,
    far: Math.abs(observed - expected) / Math.sqrt(Math.max(1, variance)),
  };
};

const tell = (facts: Facts, series: DailyCounts, open: Sentence['open']): Told => {
  const { far, ...judged } = judge(series, facts);
  return { sentence: { ...facts, ...judged, open }, series, far };
};

const isWorthTelling = ({ sentence: { count, before, usual } }: Told): boolean =>
  count > 0 || before > 0 || (usual?.expected ?? 0) >= 1;

const furthest = (told: readonly Told[]): Told[] => {
  const enough = told.filter(
    ({ sentence: { count, before, usual } }) => Math.max(count, before, usual?.expected ?? 0) >= FEWEST,
  );
  return [...enough].sort((a, b) => b.far - a.far).slice(0, 1);
};

type Openings = ReturnType<typeof openingsOf>;

/** How people moved: all of them by kind, the flow furthest from the usual, and the stage people fall back out of. */
const movesOf = (of: ModelDays, rows: readonly PeopleRow[], openings: Openings): Told[] => {
  const people = (move: string, from = '', to = '') => {
    const row = rows.find((one) => one.move === move && one.from_stage === from && one.to_stage === to);
    return { count: row?.people ?? 0, before: row?.before ?? 0 };
  };
  const all = MOVES.map((kind) => tell({ kind, ...plain, ...people(kind) }, of.moves[kind], openings.moved(kind)));
  const flows = of.flows.filter(({ from, move }) => from !== '' && move === 'onward');
  const flow = furthest(
    flows.map(({ from, to, move, people: series }) => {
      const facts = { kind: 'flow' as const, ...plain, stage: from, to, ...people(move, from, to) };
      return tell(facts, series, openings.moved(move, from, to));
    }),
  );
  const falls = furthest(
    [...of.stages].map(([stage, { back }]) =>
      tell({ kind: 'fallsBack', ...plain, stage, ...people('back', stage) }, back, openings.moved('back', stage)),
    ),
  );
  return [...all, ...flow, ...falls];
};

interface Week {
  readonly scoped: Scoped;
  readonly model: ModelRow;
  readonly days: Days;
  readonly openings: Openings;
}

const activeOf = async (ports: ReadPorts, { scoped, days, openings }: Week): Promise<Told> => {
  const { byDay, weeks } = await readActive(ports, scoped, days);
  const facts = {
    kind: 'active' as const,
    ...plain,
    count: weeks.told?.people ?? 0,
    before: weeks.before?.people ?? 0,
  };
  return tell(
    facts,
    byDay(({ people }) => people),
    openings.active(),
  );
};

const ordersOf = async (ports: ReadPorts, { scoped, days, openings }: Week): Promise<Told[]> => {
  const { byDay, weeks } = await readOrders(ports, scoped, USUAL, days);
  const { told, before } = weeks;
  const orders = {
    ...plain,
    ...{ kind: 'orders' as const, count: told?.orders ?? 0, before: before?.orders ?? 0 },
    ...{ amount: told?.amount ?? 0, amountBefore: before?.amount ?? 0 },
  };
  const buyers = { kind: 'buyers' as const, ...plain, count: told?.firsts ?? 0, before: before?.firsts ?? 0 };
  return [
    tell(
      orders,
      byDay((row) => row.orders),
      openings.orders(USUAL.event),
    ),
    tell(
      buyers,
      byDay((row) => row.firsts),
      openings.buyers(USUAL.event),
    ),
  ];
};

const movementsOf = async (ports: ReadPorts, { scoped, model, days, openings }: Week): Promise<Told[]> => {
  const { track, definition } = model;
  const stages = definition.stages.map(({ id }) => id);
  const marks = [WEEK * 2, WEEK, 0].map((back) => startOf(days.first + days.starts.length - back, days.zone));
  const [of, rows] = await Promise.all([
    readModelDays(ports, scoped, { track, stages }, days),
    askScoped<PeopleRow>(ports.warehouse, peopleMoved(scoped, track, marks)),
  ]);
  return movesOf(of, rows, openings);
};

/** @throws DomainError until.invalid (400) for a day that is not over */
const lastDayOf = (until: string | undefined, whole: number, today: number): number => {
  if (until === undefined) return whole;
  const last = dayOfDate(until);
  if (last >= 0 && last < today) return last;
  const message = 'The week told ends with a day that is over: give a day before today, or none for yesterday.';
  throw new DomainError('until.invalid', 400, message);
};

const LACKING: TooLittle = { is: 'tooLittle', days: 0, events: 0 };
const lackOf = (active: Told | undefined): TooLittle | null => {
  if (!active) return LACKING;
  const learnt = learnUsual(active.series, active.series.counts.length - WEEK);
  return learnt.is === 'tooLittle' ? learnt : null;
};

/** Where and when: what is asked about, and the days it is told of. */
const weekOf = async (
  ports: ReadPorts,
  workspaceId: string,
  { model: asked, persona, segment, until }: DashboardQuery,
) => {
  const { timezone: zone, currency } = await readWorkspace({ sql: ports.sql }, workspaceId);
  const history = await wholeDays(ports, workspaceId, zone);
  const last = lastDayOf(until, history.last, dayAt(ports.clock.now(), zone));
  const days = daysUpTo(last, history.first, zone);
  const period = { from: startOf(last - WEEK + 1, zone), to: days.end };
  const scope = { period: toldPeriod(period), ...(persona ? { persona } : {}), ...(segment ? { segment } : {}) };
  const scoped = await readScope(ports, { workspaceId, scope, whole: true });
  const model = chooseModel(scoped.live, asked);
  const openings = openingsOf({
    ...{ model: model.id, persona, segment },
    ...{ from: dateOfDay(last - WEEK + 1), to: dateOfDay(last) },
  });
  return { week: { scoped, model, days, openings }, period, last, currency };
};

/**
 * [STORY-1] The story of seven whole days of the workspace, in sentences to be put into words: who came, moved on, fell back and fell
 * silent, what was bought, each beside the seven days before and what is usual, what moved most from it first.
 * @throws DomainError as readScope and askScoped; model.unknown (404), model.none, until.invalid (400)
 */
export const tellWeek = async (ports: ReadPorts, workspaceId: string, query: DashboardQuery): Promise<Dashboard> => {
  const { week, period, last, currency } = await weekOf(ports, workspaceId, query);
  const { scoped, model, days } = week;
  const [active, orders, moves, ended] = await Promise.all([
    activeOf(ports, week),
    ordersOf(ports, week),
    movementsOf(ports, week),
    ports.warehouse.query<{ interactions: number; last: number }>(lastInteraction, {
      ...{ workspace: workspaceId, to: period.to },
    }),
  ]);
  const lastAt = ended[0]?.interactions ? ended[0].last : null;
  const silentDays = lastAt === null ? 0 : Math.min(WEEK, Math.max(0, last - dayAt(lastAt, days.zone)));
  // Where nothing arrived all week, that is told once, not of each thing that did not happen.
  const isTold = (one: Told) => isWorthTelling(one) && (silentDays < WEEK || one.sentence.count > 0);
  const told = [active, ...moves, ...orders].filter(isTold).sort((a, b) => b.far - a.far);
  const lack = lackOf(active);
  const [first] = told;
  return {
    ...{ model: model.id, persona: scoped.persona, segment: scoped.segment, currency },
    days: { from: dateOfDay(last - WEEK + 1), to: dateOfDay(last) },
    period: toldPeriod(period),
    before: toldPeriod({ from: startOf(last - 2 * WEEK + 1, days.zone), to: period.from }),
    lastInteraction: lastAt === null ? null : new Date(lastAt).toISOString(),
    silentDays,
    sentences: told.map(({ sentence }) => sentence),
    chart: first ? { kind: first.sentence.kind, days: chartOf(first.series) } : null,
    tooLittle: lack && {
      needed: { days: LEARNT.days, events: LEARNT.events },
      found: { days: lack.days, events: lack.events },
    },
  };
};
