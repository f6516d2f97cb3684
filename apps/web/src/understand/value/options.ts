import type { Churn, ValueModel } from '../../api/valuePaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

type Bin = ValueModel['alive']['bins'][number];
type Holdout = NonNullable<ValueModel['holdout']>;

interface AliveWords {
  range: (bin: Bin) => string;
  percent: (ratio: number) => string;
  figure: (value: number) => string;
  people: (count: number) => string;
}

/** What ECharts is told to draw: customers by P(alive), as bars that touch. */
export const aliveOption = (bins: readonly Bin[], inks: Inks, words: AliveWords) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    xAxis: { ...frame.xAxis, type: 'category' as const, data: bins.map(({ to }) => words.percent(to)) },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      minInterval: 1,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.figure },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      axisPointer: { type: 'none' as const },
      formatter: (raw: unknown) => {
        const bin = bins[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        return tip(bin ? [words.range(bin), words.people(bin.customers)] : []);
      },
    },
    series: [
      {
        type: 'bar' as const,
        barCategoryGap: '8%',
        data: bins.map(({ customers }) => customers),
        itemStyle: { color: inks.accent, borderRadius: [3, 3, 0, 0] },
      },
    ],
  };
};

interface HoldoutWords {
  day: (date: string) => string;
  figure: (value: number) => string;
  short: (value: number) => string;
  actual: string;
  predicted: string;
  learnt: string;
}

const SIX_DAYS = 6 * 86_400_000;

/** A week of which not all has passed would look like a fall. */
const wholeWeeks = ({ weeks, end }: Holdout): Holdout['weeks'] =>
  weeks.filter(({ from }) => Date.parse(from) + SIX_DAYS <= Date.parse(end));

/** Purchases made in each week as a line, those foretold as a dashed one, and where the learning ended. */
export const holdoutOption = (holdout: Holdout, inks: Inks, words: HoldoutWords) => {
  const { calibrationEnd } = holdout;
  const weeks = wholeWeeks(holdout);
  const frame = frameOf(inks);
  const last = weeks.findLastIndex(({ from }) => from <= calibrationEnd);
  const line = { type: 'line' as const, symbol: 'none', lineStyle: { width: 2, color: inks.accent } };
  return {
    ...frame,
    grid: { ...frame.grid, top: 28 },
    xAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      boundaryGap: false,
      data: weeks.map(({ from }) => words.day(from)),
    },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      min: 0,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.figure },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      formatter: (raw: unknown) => {
        const week = weeks[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        if (!week) return tip([]);
        const made = `${words.actual}: ${words.figure(week.actual)}`;
        return tip([words.day(week.from), made, `${words.predicted}: ${words.short(week.predicted)}`]);
      },
    },
    series: [
      { ...line, name: words.actual, data: weeks.map(({ actual }) => actual) },
      {
        ...line,
        name: words.predicted,
        data: weeks.map(({ predicted }) => predicted),
        lineStyle: { width: 2, color: inks.ink, type: 'dashed' as const },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { color: inks.soft, position: 'end' as const, formatter: words.learnt },
          lineStyle: { color: inks.soft, type: 'dotted' as const, width: 1 },
          data: [{ xAxis: last }],
        },
      },
    ],
  };
};

interface ChurnWords {
  days: (value: number) => string;
  percent: (ratio: number) => string;
}

/** The share of contracts that goes on, as steps, with its range behind it. */
export const churnOption = ({ curve, contracts }: Churn, inks: Inks, words: ChurnWords) => {
  const frame = frameOf(inks);
  const points = [{ days: 0, survival: 1, low: 1, high: 1, atRisk: contracts }, ...curve];
  const hidden = { type: 'line' as const, step: 'end' as const, stack: 'range', symbol: 'none', silent: true };
  const low = points.map(({ days, survival, low: least }) => [days, least ?? survival]);
  const range = points.map(({ days, survival, low: least, high }) => [days, (high ?? survival) - (least ?? survival)]);
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'value' as const,
      min: 0,
      max: 'dataMax' as const,
      splitLine: { show: false },
      axisLabel: { ...frame.xAxis.axisLabel, formatter: words.days, showMaxLabel: false },
    },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      ...{ min: 0, max: 1, interval: 0.25 },
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.percent },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      formatter: (raw: unknown) => {
        const point = points[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        return tip(point ? [words.days(point.days), words.percent(point.survival)] : []);
      },
    },
    series: [
      { ...hidden, data: low, lineStyle: { opacity: 0 } },
      { ...hidden, data: range, lineStyle: { opacity: 0 }, areaStyle: { color: inks.accent, opacity: 0.14 } },
      {
        type: 'line' as const,
        step: 'end' as const,
        symbol: 'none',
        data: points.map(({ days, survival }) => [days, survival]),
        lineStyle: { width: 2, color: inks.accent },
      },
    ],
  };
};
