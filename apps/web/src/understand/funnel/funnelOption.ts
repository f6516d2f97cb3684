import type { FunnelStep } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  number: (value: number) => string;
  percent: (ratio: number) => string;
  people: (count: number) => string;
}

/** What ECharts is told to draw: a bar for each step, in the middle, as wide as the share that reached it: a funnel. */
export const funnelOption = (steps: readonly FunnelStep[], inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  const most = Math.max(1, steps[0]?.customers ?? 0);
  const said = (at: number): string => {
    const step = steps[at];
    return step ? `${step.name}\n${words.number(step.customers)} · ${words.percent(step.conversion)}` : '';
  };
  const bar = { type: 'bar' as const, stack: 'funnel', barCategoryGap: '10%' };
  return {
    ...frame,
    grid: { left: 0, right: 0, top: 4, bottom: 4 },
    xAxis: { type: 'value' as const, min: 0, max: most, show: false },
    yAxis: { type: 'category' as const, inverse: true, show: false, data: steps.map((_, at) => at) },
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const step = steps[(raw as { dataIndex: number }).dataIndex];
        return tip(step ? [step.name, words.people(step.customers), words.percent(step.conversion)] : []);
      },
    },
    series: [
      {
        ...bar,
        silent: true,
        itemStyle: { color: 'transparent' },
        data: steps.map(({ customers }) => (most - customers) / 2),
      },
      {
        ...bar,
        itemStyle: { color: `${inks.accent}4d`, borderRadius: 6 },
        emphasis: { itemStyle: { color: `${inks.accent}73` } },
        data: steps.map(({ customers }) => customers),
        label: {
          ...{ show: true, position: 'inside' as const, color: inks.ink, fontSize: 13, lineHeight: 18 },
          formatter: ({ dataIndex }: { dataIndex: number }) => said(dataIndex),
        },
      },
    ],
  };
};
