import type { DriverRow } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  readonly variable: (row: DriverRow) => string;
  readonly points: (value: number) => string;
  readonly lines: (row: DriverRow) => string[];
}

/** Rows drawn; the others are in the table. */
export const MOST_DRAWN = 15;
/** The share of false findings below which one is told as clear. */
export const CLEAR = 0.05;

/** Those with an effect to draw, the clearest first. */
export const drawnOf = (rows: readonly DriverRow[]): DriverRow[] =>
  rows.filter(({ adjusted }) => adjusted !== null).slice(0, MOST_DRAWN);

export const isClear = ({ adjusted }: DriverRow): boolean => adjusted !== null && adjusted.q < CLEAR;

/** The intervals as lines with gaps between, around a line at none, and the effects as points. */
const seriesOf = (drawn: readonly DriverRow[], inks: Inks) => {
  const intervals = drawn.flatMap(({ adjusted }, at) =>
    adjusted
      ? [
          [adjusted.difference.low, at],
          [adjusted.difference.high, at],
          ['-', at],
        ]
      : [],
  );
  return [
    {
      type: 'line' as const,
      data: intervals,
      symbol: 'none',
      connectNulls: false,
      lineStyle: { width: 2, color: inks.soft },
      markLine: {
        silent: true,
        symbol: 'none',
        label: { show: false },
        lineStyle: { color: inks.ink, type: 'dashed' as const, width: 1 },
        data: [{ xAxis: 0 }],
      },
    },
    {
      type: 'scatter' as const,
      symbolSize: 11,
      z: 3,
      data: drawn.map((row, at) => ({
        value: [row.adjusted?.difference.value ?? 0, at],
        itemStyle: {
          color: isClear(row) ? inks.accent : inks.surface,
          borderColor: isClear(row) ? inks.accent : inks.soft,
          borderWidth: 2,
        },
      })),
    },
  ];
};

/** What ECharts is told to draw: a point for each effect and its interval as a line, around a line at none. */
export const driversOption = (drawn: readonly DriverRow[], inks: Inks, words: Words, narrow: boolean) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    grid: { ...frame.grid, right: 24 },
    xAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.points, hideOverlap: true },
    },
    yAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      inverse: true,
      axisLabel: { color: inks.ink, width: narrow ? 120 : 240, overflow: 'truncate' as const },
      data: drawn.map(words.variable),
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      axisPointer: { type: 'shadow' as const, axis: 'y' as const },
      formatter: (raw: unknown) => {
        const at = (raw as { value: [number, number] }[])[0]?.value[1] ?? 0;
        const row = drawn[at];
        return tip(row ? [words.variable(row), ...words.lines(row)] : []);
      },
    },
    series: seriesOf(drawn, inks),
  };
};
