import type { UsualDay } from '@parcours/core';
import { frameOf, type Inks, tip } from '../charts/Chart.js';

interface Words {
  day: (date: string) => string;
  figure: (value: number) => string;
  observed: (value: number) => string;
  usual: (low: number, high: number) => string;
}

/** What ECharts is told to draw: each day, over the range that is usual; days outside it are marked. */
export const usualOption = (days: readonly UsualDay[], inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  const isOut = ({ observed, low, high }: UsualDay) =>
    low !== null && high !== null && (observed < low || observed > high);
  const quiet = { type: 'line' as const, symbol: 'none', silent: true, lineStyle: { opacity: 0 }, stack: 'range' };
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      boundaryGap: false,
      data: days.map(({ date }) => words.day(date)),
    },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      scale: true,
      minInterval: 1,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.figure },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      confine: true,
      formatter: (raw: unknown) => {
        const day = days[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        if (!day) return tip([]);
        const usual = day.low === null || day.high === null ? [] : [words.usual(day.low, day.high)];
        return tip([words.day(day.date), words.observed(day.observed), ...usual]);
      },
    },
    series: [
      { ...quiet, data: days.map(({ low }) => low) },
      {
        ...quiet,
        data: days.map(({ low, high }) => (low === null || high === null ? null : high - low)),
        areaStyle: { color: inks.soft, opacity: 0.16 },
      },
      {
        type: 'line' as const,
        data: days.map((day) => ({
          value: day.observed,
          symbol: isOut(day) ? 'circle' : 'none',
          symbolSize: 9,
          itemStyle: { color: inks.accent, borderColor: inks.surface, borderWidth: 2 },
        })),
        showAllSymbol: true,
        lineStyle: { width: 2, color: inks.accent },
        itemStyle: { color: inks.accent },
      },
    ],
  };
};
