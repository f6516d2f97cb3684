import type { FunnelStep } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  number: (value: number) => string;
  percent: (ratio: number) => string;
  people: (count: number) => string;
}

/** What ECharts is told to draw: a funnel as wide at each step as the share that reached it, with its figures inside or below. */
export const funnelOption = (steps: readonly FunnelStep[], inks: Inks, words: Words) => {
  const { textStyle, tooltip, animation } = frameOf(inks);
  const most = Math.max(1, steps[0]?.customers ?? 0);
  return {
    ...{ animation, textStyle },
    tooltip: {
      ...tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const step = steps[(raw as { dataIndex: number }).dataIndex];
        return tip(step ? [step.name, words.people(step.customers), words.percent(step.conversion)] : []);
      },
    },
    series: [
      {
        type: 'funnel' as const,
        sort: 'none' as const,
        ...{ left: 0, right: 0, top: 8, bottom: 8, gap: 3, min: 0, max: most, minSize: '2%', maxSize: '100%' },
        label: {
          position: 'inside' as const,
          color: inks.ink,
          textBorderColor: inks.surface,
          textBorderWidth: 3,
          fontSize: 13,
          lineHeight: 18,
          width: 260,
          overflow: 'truncate' as const,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const step = steps[dataIndex];
            return step ? `${step.name}\n${words.number(step.customers)} · ${words.percent(step.conversion)}` : '';
          },
        },
        itemStyle: { color: inks.accent, borderWidth: 0 },
        emphasis: { disabled: true },
        data: steps.map(({ name, customers }, at) => ({
          name,
          value: customers,
          itemStyle: { opacity: 0.55 - (0.35 * at) / Math.max(1, steps.length - 1) },
        })),
      },
    ],
  };
};
