import type { Cohorts } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  percent: (ratio: number) => string;
  later: (count: number) => string;
  day: (instant: string) => string;
  all: string;
}

type Cohort = Cohorts['cohorts'][number];

/** Of all cohorts together that have lasted so long, the share active so many steps later; the newest step of each may not be over yet. */
export const overall = (cohorts: readonly Cohort[]): number[] => {
  const longest = Math.max(0, ...cohorts.map(({ retained }) => retained.length - 1));
  return Array.from({ length: longest }, (_, later) => {
    const lasted = cohorts.filter(({ retained }) => retained.length > later + 1);
    const began = lasted.reduce((sum, { customers }) => sum + customers, 0);
    return began === 0 ? 0 : lasted.reduce((sum, { retained }) => sum + (retained[later] ?? 0), 0) / began;
  });
};

/** What ECharts is told to draw: the share of each cohort that is active later, and of all together. */
export const retentionOption = ({ cohorts }: Cohorts, inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  const begun = cohorts.filter(({ customers }) => customers > 0);
  const line = { type: 'line' as const, symbol: 'circle', symbolSize: 5 };
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      boundaryGap: false,
      data: (cohorts[0]?.retained ?? []).map((_, later) => later),
    },
    yAxis: {
      ...frame.yAxis,
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
        const { seriesName, dataIndex, value } = raw as { seriesName: string; dataIndex: number; value: number };
        return tip([seriesName, words.later(dataIndex), words.percent(value)]);
      },
    },
    series: [
      ...begun.map(({ at, customers, retained }) => ({
        ...line,
        name: words.day(at),
        data: retained.map((count) => count / customers),
        lineStyle: { width: 1, color: inks.soft, opacity: 0.45 },
        itemStyle: { color: inks.soft, opacity: 0.45 },
      })),
      {
        ...line,
        name: words.all,
        data: overall(begun),
        lineStyle: { width: 3, color: inks.accent },
        itemStyle: { color: inks.accent },
        z: 5,
      },
    ],
  };
};
