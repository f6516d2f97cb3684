import type { DiscoveredGroup } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

export type Apart = DiscoveredGroup['apart'][number];

/** Behaviours drawn; the others are in the table. */
const MOST_DRAWN = 12;
/** A difference this large fills its place. */
const LARGEST = 2;

/** The behaviours that set some group apart most, the clearest first. */
export const drawnOf = (groups: readonly DiscoveredGroup[]): number[] => {
  const most = new Map<number, number>();
  for (const { feature, effect } of groups.flatMap(({ apart }) => apart))
    most.set(feature, Math.max(most.get(feature) ?? 0, Math.abs(effect)));
  return [...most]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_DRAWN)
    .map(([feature]) => feature);
};

interface Drawing {
  readonly drawn: readonly number[];
  readonly groups: readonly DiscoveredGroup[];
  readonly groupLabels: readonly string[];
  readonly featureLabels: readonly string[];
  readonly lines: (group: number, feature: number) => string[];
  readonly narrow: boolean;
}

/** What ECharts is told to draw: of each group and behaviour a disc, as large as the difference, filled where above the others. */
export const discoverOption = (drawing: Drawing, inks: Inks) => {
  const frame = frameOf(inks);
  const { drawn, groups, groupLabels, featureLabels, lines, narrow } = drawing;
  const apartOf = (group: number, feature: number): Apart | undefined =>
    groups[group]?.apart.find((one) => one.feature === feature);
  const discs = groups.flatMap((_, group) =>
    drawn.map((feature, at) => {
      const effect = apartOf(group, feature)?.effect ?? 0;
      const size = Math.min(1, Math.abs(effect) / LARGEST);
      return {
        value: [group, at],
        symbolSize: 4 + Math.sqrt(size) * (narrow ? 16 : 22),
        itemStyle: {
          color: effect > 0 ? inks.accent : inks.surface,
          borderColor: effect > 0 ? inks.accent : inks.soft,
          borderWidth: 2,
        },
      };
    }),
  );
  const category = { type: 'category' as const, axisTick: { show: false } };
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      ...category,
      position: 'top' as const,
      axisLabel: { color: inks.ink, interval: 0, hideOverlap: false },
      data: [...groupLabels],
    },
    yAxis: {
      ...frame.xAxis,
      ...category,
      inverse: true,
      splitLine: { show: true, lineStyle: { color: inks.line } },
      axisLabel: { color: inks.ink, width: narrow ? 130 : 260, overflow: 'truncate' as const },
      data: [...featureLabels],
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const [group, at] = (raw as { value: [number, number] }).value;
        return tip(lines(group, drawn[at] ?? 0));
      },
    },
    series: [{ type: 'scatter' as const, data: discs }],
  };
};
