import type { PaceStage } from '../api/types.js';
import { frameOf, type Inks, tip } from '../charts/Chart.js';

interface Words {
  days: (value: number) => string;
  percent: (ratio: number) => string;
  half: string;
  nineTenths: string;
  daysAxis: string;
}

const START = { days: 0, survival: 1, low: 1, high: 1, atRisk: 0 };

/** What ECharts is told to draw: the curve as steps, its range behind it, and when half and nine of ten had moved on. */
export const survivalOption = ({ curve, limits, stays }: PaceStage, inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  const points = [{ ...START, atRisk: stays }, ...curve];
  const lower = points.map(({ days, survival, low }) => [days, low ?? survival]);
  const range = points.map(({ days, survival, low, high }) => [days, (high ?? survival) - (low ?? survival)]);
  const hidden = { type: 'line' as const, step: 'end' as const, stack: 'range', symbol: 'none', silent: true };
  const marks = limits
    ? [
        { xAxis: limits.half, label: { formatter: words.half } },
        { xAxis: limits.nineTenths, label: { formatter: words.nineTenths } },
      ]
    : [];
  return {
    ...frame,
    grid: { ...frame.grid, top: 28 },
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
      axisLine: { show: false },
      axisTick: { show: false },
      type: 'value' as const,
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.percent },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const { value } = raw as { value: [number, number] };
        return tip([`${words.daysAxis}: ${words.days(value[0])}`, words.percent(value[1])]);
      },
    },
    series: [
      { ...hidden, data: lower, lineStyle: { opacity: 0 } },
      { ...hidden, data: range, lineStyle: { opacity: 0 }, areaStyle: { color: inks.accent, opacity: 0.14 } },
      {
        type: 'line' as const,
        step: 'end' as const,
        data: points.map(({ days, survival }) => [days, survival]),
        symbol: 'circle',
        symbolSize: 6,
        itemStyle: { opacity: 0 },
        emphasis: { itemStyle: { opacity: 1, color: inks.accent } },
        lineStyle: { width: 2, color: inks.accent },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { color: inks.soft, position: 'end' as const },
          lineStyle: { color: inks.soft, type: 'dashed' as const, width: 1 },
          data: marks,
        },
      },
    ],
  };
};
