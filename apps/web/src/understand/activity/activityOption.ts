import type { Activity } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  day: (instant: string) => string;
  figure: (value: number) => string;
  people: (count: number) => string;
  interactions: (count: number) => string;
}

/** What ECharts is told to draw: people by step, as a line. */
export const activityOption = ({ steps }: Activity, inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      boundaryGap: false,
      data: steps.map(({ at }) => words.day(at)),
    },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      minInterval: 1,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.figure },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      formatter: (raw: unknown) => {
        const step = steps[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        return tip(
          step ? [words.day(step.at), words.people(step.customers), words.interactions(step.interactions)] : [],
        );
      },
    },
    series: [
      {
        type: 'line' as const,
        data: steps.map(({ customers }) => customers),
        symbol: steps.length > 40 ? 'none' : 'circle',
        symbolSize: 6,
        lineStyle: { width: 2, color: inks.accent },
        itemStyle: { color: inks.accent },
        areaStyle: { color: inks.accent, opacity: 0.1 },
      },
    ],
  };
};
