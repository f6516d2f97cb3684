import type { Movement } from '../api/types.js';
import type { SpeedPoint } from './speedPoints.js';

interface Look {
  ink: string;
  soft: string;
  line: string;
  accent: string;
  surface: string;
  colourOf: (stage: string | null) => string;
  day: (at: number) => string;
  moment: (at: number) => string;
  velocity: (value: number) => string;
  movement: (movement: Movement) => string;
}

const axes = (look: Look) => ({
  grid: { left: 4, right: 12, top: 16, bottom: 4, outerBoundsMode: 'same' as const, containLabel: true },
  xAxis: {
    type: 'time' as const,
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: 4,
    axisLabel: { color: look.soft, hideOverlap: true, formatter: (at: number) => look.day(at) },
  },
  yAxis: {
    type: 'value' as const,
    splitNumber: 3,
    axisLabel: { color: look.soft, formatter: (value: number) => look.velocity(value) },
    splitLine: { lineStyle: { color: look.line } },
  },
});

/** Tooltips are text nodes, never markup: stage names come from definitions people write. */
const tip = (lines: string[]): HTMLElement => {
  const box = document.createElement('div');
  for (const line of lines) {
    const row = document.createElement('div');
    row.textContent = line;
    box.append(row);
  }
  return box;
};

const marks = (points: SpeedPoint[], look: Look) =>
  points.flatMap(({ at, velocity, movement }) =>
    movement
      ? [
          {
            value: [Date.parse(at), velocity],
            symbol: movement.delta < 0 ? 'path://M0 0H10L5 8Z' : 'path://M5 0L10 8H0Z',
            itemStyle: { color: look.colourOf(movement.to), borderColor: look.surface, borderWidth: 2, opacity: 1 },
            movement,
          },
        ]
      : [],
  );

/** What ECharts is told to draw. */
export const speedOption = (points: SpeedPoint[], look: Look) => ({
  animation: false,
  textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
  ...axes(look),
  tooltip: {
    trigger: 'item' as const,
    backgroundColor: look.surface,
    borderColor: look.line,
    textStyle: { color: look.ink, fontSize: 12 },
    formatter: (raw: unknown) => {
      const { value, data } = raw as { value: [number, number]; data: { movement?: Movement } };
      const text = `${look.moment(value[0])} · ${look.velocity(value[1])}`;
      return tip(data.movement ? [look.movement(data.movement), text] : [text]);
    },
  },
  series: [
    {
      type: 'line' as const,
      data: points.map(({ at, velocity }) => [Date.parse(at), velocity]),
      showSymbol: true,
      symbol: 'circle',
      symbolSize: 6,
      itemStyle: { opacity: 0 },
      emphasis: { itemStyle: { opacity: 1, color: look.accent } },
      lineStyle: { width: 2, color: look.accent },
      areaStyle: { color: look.accent, opacity: 0.08 },
      markLine: {
        silent: true,
        symbol: 'none',
        label: { show: false },
        data: [{ yAxis: 0 }],
        lineStyle: { color: look.soft, type: 'solid' as const, width: 1 },
      },
    },
    { type: 'scatter' as const, symbolSize: 15, data: marks(points, look), z: 3 },
  ],
});
