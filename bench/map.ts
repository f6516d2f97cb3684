import { parseArgs } from 'node:util';
import { keepAnswers, measureLanes, measureMap } from '@parcours/engine';
import { countOfPeriod } from '../packages/engine/src/understand/touchpoints.sql.js';
import { idRange, shareOf } from '../packages/engine/src/warehouse/idRange.js';
import { benchStores } from './load/benchStores.js';
import { fillContacts, fillWays, insertPositions, lanesByHand, lastSteps, mapByHand } from './load/map.sql.js';
import { fillCustomers } from './load/preview.sql.js';
import { median, report, round } from './results.js';

/**
 * How long the journey map and its measured lanes take over thirty days, whole, against what somebody would write by hand in
 * ClickHouse SQL, touch points of the same share of people; and how long a kept map takes. The median of the pairs' ratios counts.
 */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '20000000' },
    each: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '5' },
  },
});
const interactions = Number(values.interactions);
const customers = Math.ceil(interactions / Number(values.each));
const now = Date.UTC(2026, 0, 1);
const from = now - 30 * 86_400_000;
/** Beyond so many interactions of the period, ours looks at the touch points of a share of the people. */
const MOST = 150_000;

const { sql, warehouse, fill, close } = await benchStores();
await fill(fillContacts, interactions, { now, customers });
await fill(fillWays, customers, { now });
await sql.query(fillCustomers, [customers]);
const PARTS = 20;
for (let index = 0; index < PARTS; index++) {
  const range = idRange({ index, of: PARTS });
  const rows = await warehouse.query<{ id: string; stage: string; since: number }>(lastSteps, range);
  await sql.query(insertPositions, [
    rows.map(({ id }) => id),
    rows.map(({ stage }) => stage),
    rows.map(({ since }) => since),
  ]);
}
await sql.query('analyze');

const ports = { sql, warehouse, clock: { now: () => now } };
const asked = { model: 'aidar', from: new Date(from).toISOString(), to: new Date(now).toISOString() };

type Figures = Record<string, string | number | null>;
const figure = (figures: Figures, of: string, told: Figures): void => {
  for (const [name, value] of Object.entries(told)) figures[`${of} ${name}`] = value;
};

const ofMap = async (): Promise<Figures> => {
  const figures: Figures = {};
  const { stages, flows } = await measureMap(ports, 'main', asked);
  for (const { id, customers: here, entered, forward, back, fellIn, stuck, touchpoints } of stages) {
    figure(figures, `standing ${id}`, { customers: here, stuck });
    figure(figures, `crossings ${id}`, { entered, forward, back, fellIn });
    for (const { name, ...told } of touchpoints) figure(figures, `touches ${id} ${name}`, told);
  }
  for (const { from: left, to, kind, movements, customers: moved } of flows)
    figure(figures, `flows ${left ?? ''}>${to} ${kind}`, { movements, customers: moved });
  return figures;
};

const ofLanes = async (): Promise<Figures> => {
  const figures: Figures = {};
  const { stages, frictions } = await measureLanes(ports, 'main', asked);
  for (const { id, customers: here, present, entered, forward, back, touchpoints, feedback } of stages) {
    figure(figures, `standing ${id}`, { customers: here });
    figure(figures, `crossings ${id}`, { entered, forward, back });
    figure(figures, `present ${id}`, { present });
    for (const { name, customers: met, forward: moved, others } of touchpoints)
      figure(figures, `effects ${id} ${name}`, { customers: met, forward: moved, others: others.customers });
    for (const { event, scores, mean, nps } of feedback)
      figure(figures, `feedback ${id} ${event}`, { scores, mean, nps });
  }
  for (const { kind, stage, subject, people } of frictions) {
    if (kind === 'complaint') figure(figures, `complaints ${stage} ${subject}`, { customers: people });
    else if (kind === 'stuck') figure(figures, `standing ${stage}`, { stuck: people });
    else figure(figures, `ways ${stage}`, { [kind]: people });
  }
  return figures;
};

const period = { workspace: 'main', from, to: now };
const [counted] = await warehouse.query<{ interactions: number }>(countOfPeriod, period);
const parameters = { ...period, now, ...shareOf(counted?.interactions ?? 0, MOST) };
const byHand = (queries: Readonly<Record<string, string>>) => async (): Promise<Figures> => {
  const figures: Figures = {};
  const ask = async ([name, text]: [string, string]): Promise<void> => {
    const rows = await warehouse.query<Figures>(text, parameters, { maxSeconds: 120 });
    for (const { stage, ...told } of rows) figure(figures, `${name} ${stage}`, told);
  };
  await Promise.all(Object.entries(queries).map(ask));
  return figures;
};

/** Each figure of ours must be the one told by hand, where something was counted. */
const refuteUnlike = (ours: Figures, hand: Figures): void => {
  const unlike = Object.entries(ours).filter(
    ([name, value]) => Math.abs(Number(value) - Number(hand[name] ?? 0)) > Math.abs(Number(value)) / 1e9,
  );
  if (Object.keys(ours).length < 20) throw new Error('too little was measured');
  if (unlike.length > 0)
    throw new Error(unlike.map(([name, value]) => `${name}: ${value} instead of ${hand[name]}`).join('\n'));
};

const compare = async (own: () => Promise<Figures>, hand: () => Promise<Figures>) => {
  const [ratios, times]: [number[], number[]] = [[], []];
  refuteUnlike(await own(), await hand());
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const began = performance.now();
    await hand();
    const between = performance.now();
    await own();
    const ended = performance.now();
    ratios.push((ended - between) / (between - began));
    times.push(ended - between);
  }
  return { ratio: round(median(ratios)), ms: Math.round(median(times)) };
};

const map = await compare(ofMap, byHand(mapByHand));
const lanes = await compare(ofLanes, byHand(lanesByHand));

const kept = keepAnswers({ ...ports, onError: (where, error) => console.error(where, error) }, { large: 0 });
await kept.get('map', 'main', asked);
const paints: number[] = [];
for (let pair = 0; pair < Number(values.pairs); pair++) {
  const began = performance.now();
  await kept.get('map', 'main', asked);
  paints.push(performance.now() - began);
}
await kept.idle();
await close();
report({
  bench: 'map',
  mapRatio: map.ratio,
  mapMs: map.ms,
  lanesRatio: lanes.ratio,
  lanesMs: lanes.ms,
  keptMapMs: round(median(paints), 1),
  interactions,
  customers,
});
process.exit(0);
