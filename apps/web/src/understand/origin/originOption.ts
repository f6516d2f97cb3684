import type { AttributionModel } from '@parcours/core';
import type { Attribution } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  readonly name: (name: string) => string;
  readonly model: (model: AttributionModel) => string;
  readonly figure: (value: number) => string;
  readonly exact: (value: number) => string;
}

export type Measure = 'conversions' | 'value';

/** Told apart by colour-blind eyes, on light and on dark (Okabe & Ito); patterns tell them apart without colour. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#999999'];
const SYMBOLS = ['rect', 'circle', 'triangle', 'diamond'] as const;

/** Rows drawn; the others are in the table. */
export const MOST_DRAWN = 12;

/** What ECharts is told to draw: a bar for each model beside each other, channel under channel. */
export const originOption = (
  { rows }: Attribution,
  { models, measure }: { readonly models: readonly AttributionModel[]; readonly measure: Measure },
  inks: Inks,
  words: Words,
) => {
  const frame = frameOf(inks);
  const drawn = rows.slice(0, MOST_DRAWN);
  return {
    ...frame,
    grid: { ...frame.grid, top: 40 },
    legend: {
      top: 0,
      left: 0,
      type: 'scroll' as const,
      textStyle: { color: inks.ink },
      itemWidth: 14,
      itemHeight: 10,
      inactiveColor: inks.soft,
    },
    xAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: words.figure, hideOverlap: true },
    },
    yAxis: {
      ...frame.xAxis,
      type: 'category' as const,
      inverse: true,
      axisLabel: { color: inks.ink, width: 130, overflow: 'truncate' as const },
      data: drawn.map(({ name }) => words.name(name)),
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      axisPointer: { type: 'shadow' as const },
      formatter: (raw: unknown) => {
        const row = drawn[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        if (!row) return tip([]);
        const lines = models.map(
          (model) => `${words.model(model)}: ${words.exact(row.credits[model]?.[measure] ?? 0)}`,
        );
        return tip([words.name(row.name), ...lines]);
      },
    },
    series: models.map((model, at) => ({
      type: 'bar' as const,
      name: words.model(model),
      barMaxWidth: 14,
      barGap: '15%',
      color: COLOURS[at % COLOURS.length],
      itemStyle: {
        borderRadius: [0, 3, 3, 0],
        ...(at >= SYMBOLS.length
          ? { decal: { symbol: SYMBOLS[at % SYMBOLS.length], color: 'rgba(255,255,255,0.45)' } }
          : {}),
      },
      data: drawn.map(({ credits }) => credits[model]?.[measure] ?? 0),
    })),
  };
};
