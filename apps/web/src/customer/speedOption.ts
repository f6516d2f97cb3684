import type { Movement } from '../api/types.js';
import { frameOf, type Inks, tip } from '../charts/Chart.js';
import type { SpeedPoint } from './speedPoints.js';

interface Words {
  colourOf: (stage: string | null) => string;
  day: (at: number) => string;
  moment: (at: number) => string;
  velocity: (value: number) => string;
  movement: (movement: Movement) => string;
}

const marks = (points: SpeedPoint[], { surface }: Inks, words: Words) =>
  points.flatMap(({ at, velocity, movement }) =>
    movement
      ? [
          {
            value: [Date.parse(at), velocity],
            symbol: movement.delta < 0 ? 'path://M0 0H10L5 8Z' : 'path://M5 0L10 8H0Z',
            itemStyle: { color: words.colourOf(movement.to), borderColor: surface, borderWidth: 2, opacity: 1 },
            movement,
          },
        ]
      : [],
  );

/** What ECharts is told to draw. */
export const speedOption = (points: SpeedPoint[], inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'time' as const,
      splitNumber: 4,
      axisLabel: { ...frame.xAxis.axisLabel, formatter: (at: number) => words.day(at) },
    },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: (value: number) => words.velocity(value) },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const { value, data } = raw as { value: [number, number]; data: { movement?: Movement } };
        const text = `${words.moment(value[0])} · ${words.velocity(value[1])}`;
        return tip(data.movement ? [words.movement(data.movement), text] : [text]);
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
        emphasis: { itemStyle: { opacity: 1, color: inks.accent } },
        lineStyle: { width: 2, color: inks.accent },
        areaStyle: { color: inks.accent, opacity: 0.08 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [{ yAxis: 0 }],
          lineStyle: { color: inks.soft, type: 'solid' as const, width: 1 },
        },
      },
      { type: 'scatter' as const, symbolSize: 15, data: marks(points, inks, words), z: 3 },
    ],
  };
};
