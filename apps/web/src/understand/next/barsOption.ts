import { frameOf, type Inks, tip } from '../../charts/Chart.js';

export interface Bar {
  name: string;
  share: number;
  /** What a person reads of it. */
  told: string[];
  strong?: boolean;
}

/** Characters of a name beside its bar, on a wide screen and on a phone. */
const LONGEST = { wide: 28, narrow: 16 } as const;
const cutTo =
  (longest: number) =>
  (name: string): string =>
    name.length > longest ? `${name.slice(0, longest - 1)}…` : name;

/** What ECharts is told to draw: shares as bars that lie, the greatest on top. */
export const barsOption = (
  bars: readonly Bar[],
  inks: Inks,
  { percent, narrow }: { percent: (share: number) => string; narrow: boolean },
) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    grid: { ...frame.grid, right: 48 },
    xAxis: {
      ...frame.xAxis,
      type: 'value' as const,
      splitLine: { show: false },
      axisLabel: { show: false },
    },
    yAxis: {
      ...frame.yAxis,
      type: 'category' as const,
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLabel: { ...frame.yAxis.axisLabel, formatter: cutTo(narrow ? LONGEST.narrow : LONGEST.wide), interval: 0 },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      axisPointer: { type: 'none' as const },
      formatter: (raw: unknown) => {
        const bar = bars[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        return tip(bar ? [bar.name, ...bar.told] : []);
      },
    },
    series: [
      {
        type: 'bar' as const,
        barMaxWidth: 18,
        data: bars.map(({ share, strong = true }) => ({
          value: share,
          itemStyle: { color: inks.accent, opacity: strong ? 1 : 0.4, borderRadius: [0, 3, 3, 0] },
        })),
        label: {
          show: true,
          position: 'right' as const,
          color: inks.soft,
          opacity: 1,
          formatter: ({ value }: { value: unknown }) => percent(Number(value)),
        },
      },
    ],
  };
};
