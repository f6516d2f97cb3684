import type { DailyCounts } from '@parcours/core';
import type { Warehouse } from '../ports.js';
import { askScoped, type Scoped } from '../understand/scope.js';
import { activeByDay, movementsByDay, ordersByDay, standingAt } from './dashboard.sql.js';
import type { Days } from './days.js';

export const MOVES = ['arrived', 'onward', 'regressed', 'lapsed'] as const;
export type Move = (typeof MOVES)[number];

interface MovedRow {
  readonly start: number;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly move: Move | '';
  readonly movements: number;
  readonly people: number;
}

/** A model's days: flows between stages, who came into and went out of each, and how many stood there as each day began. */
export interface ModelDays {
  readonly days: Days;
  /** By `from`, `to` and what the movement is; from the empty text is onto the journey. */
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly move: Move;
    readonly people: DailyCounts;
  }[];
  /** Everybody who moved so, added up over flows. */
  readonly moves: Readonly<Record<Move, DailyCounts>>;
  readonly stages: ReadonlyMap<string, { came: DailyCounts; went: DailyCounts; back: DailyCounts; stood: DailyCounts }>;
}

const zeros = (days: Days): number[] => days.starts.map(() => 0);
const add = (to: number[], at: number, by: number): void => {
  to[at] = (to[at] ?? 0) + by;
};
const placesOf = ({ starts }: Days): Map<number, number> => new Map(starts.map((start, at) => [start, at]));

const flowsOf = (rows: readonly MovedRow[], days: Days) => {
  const place = placesOf(days);
  const flows = new Map<string, { from: string; to: string; move: Move; counts: number[] }>();
  for (const { start, from_stage: from, to_stage: to, move, people } of rows) {
    const at = place.get(start);
    if (at === undefined || move === '' || to === '') continue;
    const key = JSON.stringify([from, to, move]);
    const flow = flows.get(key) ?? { from, to, move, counts: zeros(days) };
    flows.set(key, flow);
    add(flow.counts, at, people);
  }
  return [...flows.values()];
};

/** How many stood in a stage as each day began: as many as did as the first began, and who came and went since. */
const stoodOf = (first: number, came: readonly number[], went: readonly number[]): number[] => {
  const stood = [first];
  for (let at = 1; at < came.length; at++)
    stood.push((stood[at - 1] as number) + (came[at - 1] as number) - (went[at - 1] as number));
  return stood;
};

const stagesOf = (
  rows: readonly MovedRow[],
  days: Days,
  { stages, standing }: { readonly stages: readonly string[]; readonly standing: ReadonlyMap<string, number> },
): ModelDays['stages'] => {
  const place = placesOf(days);
  const known = new Map(stages.map((id) => [id, { came: zeros(days), went: zeros(days), back: zeros(days) }]));
  for (const { start, from_stage: from, to_stage: to, move, movements } of rows) {
    const at = place.get(start);
    if (at === undefined) continue;
    const [left, entered] = [known.get(from), known.get(to)];
    if (left) add(left.went, at, movements);
    if (left && (move === 'regressed' || move === 'lapsed')) add(left.back, at, movements);
    if (entered) add(entered.came, at, movements);
  }
  const firstDay = days.first;
  return new Map(
    [...known].map(([id, { came, went, back }]) => {
      const stood = stoodOf(standing.get(id) ?? 0, came, went);
      return [
        id,
        {
          came: { firstDay, counts: came },
          went: { firstDay, counts: went },
          back: { firstDay, counts: back, exposure: stood },
          stood: { firstDay, counts: stood },
        },
      ];
    }),
  );
};

/** What happened on a model on each of some days. @throws DomainError as askScoped */
export const readModelDays = async (
  { warehouse }: { readonly warehouse: Warehouse },
  scoped: Scoped,
  { track, stages }: { readonly track: string; readonly stages: readonly string[] },
  days: Days,
): Promise<ModelDays> => {
  const [rows, standing] = await Promise.all([
    askScoped<MovedRow>(warehouse, movementsByDay(scoped, track, days.starts, days.end)),
    askScoped<{ stage: string; people: number }>(warehouse, standingAt(scoped, track, days.starts[0] as number)),
  ]);
  const flows = flowsOf(rows, days);
  const firstDay = days.first;
  const sumOf = (move: Move): DailyCounts => {
    const counts = zeros(days);
    for (const flow of flows)
      if (flow.move === move) for (const [at, people] of flow.counts.entries()) add(counts, at, people);
    return { firstDay, counts };
  };
  return {
    days,
    flows: flows.map(({ counts, ...flow }) => ({ ...flow, people: { firstDay, counts } })),
    moves: {
      arrived: sumOf('arrived'),
      onward: sumOf('onward'),
      regressed: sumOf('regressed'),
      lapsed: sumOf('lapsed'),
    },
    stages: stagesOf(rows, days, {
      stages,
      standing: new Map(standing.map(({ stage, people }) => [stage, people])),
    }),
  };
};

/** Of days and of the two last weeks: the week before and the week told. */
interface WithWeeks<Row> {
  readonly byDay: (of: (row: Row) => number) => DailyCounts;
  readonly weeks: { readonly before: Row | null; readonly told: Row | null };
}

const withWeeks = <Row extends { readonly start: number | string }>(
  rows: readonly Row[],
  days: Days,
): WithWeeks<Row> => {
  const at = new Map(rows.map((row) => [Number(row.start), row]));
  return {
    byDay: (of) => ({
      firstDay: days.first,
      counts: days.starts.map((start) => {
        const row = at.get(start);
        return row ? of(row) : 0;
      }),
    }),
    weeks: { before: at.get(1) ?? null, told: at.get(2) ?? null },
  };
};

/** The instants at which the two last weeks of some days begin. */
export const weeksOf = ({ starts }: Days): readonly [number, number] => [
  starts[Math.max(0, starts.length - 14)] as number,
  starts[Math.max(0, starts.length - 7)] as number,
];

/** People who did something on each of the days a scope covers. @throws DomainError as askScoped */
export const readActive = async ({ warehouse }: { readonly warehouse: Warehouse }, scoped: Scoped, days: Days) => {
  const within = { ...scoped, from: days.starts[0] as number, to: days.end };
  const rows = await askScoped<{ start: number; people: number }>(
    warehouse,
    activeByDay(within, days.starts, weeksOf(days)),
  );
  return withWeeks(rows, days);
};

interface OrdersRow {
  readonly start: number;
  readonly orders: number;
  readonly amount: number;
  readonly people: number;
  readonly firsts: number;
}

/** What was bought on each of the days, and in the two last weeks. @throws DomainError as askScoped */
export const readOrders = async (
  { warehouse }: { readonly warehouse: Warehouse },
  scoped: Scoped,
  asked: { readonly event: string; readonly property: string },
  days: Days,
) => {
  const ever = { ...scoped, from: 0, to: days.end };
  const rows = await askScoped<OrdersRow>(warehouse, ordersByDay(ever, asked, days.starts, weeksOf(days)));
  return withWeeks(rows, days);
};
