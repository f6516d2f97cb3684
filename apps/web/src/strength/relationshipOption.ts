import type { Relationship } from '../api/types.js';
import { frameOf, type Inks, tip } from '../charts/Chart.js';

type Moment = Relationship['moments'][number];
interface Words {
  day: (at: number) => string;
  moment: (at: number) => string;
  number: (value: number) => string;
  told: (moment: Moment) => string;
}

/** Up for what reinforces, down for what weakens, a cross for what breaks: told apart without colour. */
const SYMBOLS = {
  reinforce: 'path://M5 0L10 8H0Z',
  weaken: 'path://M0 0H10L5 8Z',
  break: 'path://M2 0L5 3L8 0L10 2L7 5L10 8L8 10L5 7L2 10L0 8L3 5L0 2Z',
} as const;

/** The strength just after each moment: of two points at one instant the last. */
const afterOf = (curve: Relationship['curve'], at: string): number =>
  curve.findLast((point) => point.at === at)?.strength ?? 50;

const marks = ({ curve, moments }: Relationship, inks: Inks) =>
  moments
    .filter(({ at }) => curve.some((point) => point.at === at))
    .map((moment) => ({
      value: [Date.parse(moment.at), afterOf(curve, moment.at)],
      symbol: SYMBOLS[moment.effect],
      itemStyle: {
        color: moment.effect === 'reinforce' ? inks.accent : inks.back,
        borderColor: inks.surface,
        borderWidth: 2,
      },
      moment,
    }));

/** While the relationship is broken, as shaded stretches. */
const brokenStretches = (curve: Relationship['curve']): [number, number][] => {
  const stretches: [number, number][] = [];
  let since: number | null = null;
  for (const { at, broken } of curve) {
    const now = Date.parse(at);
    if (broken && since === null) since = now;
    if (!broken && since !== null) {
      stretches.push([since, now]);
      since = null;
    }
  }
  const end = curve.at(-1);
  if (since !== null && end) stretches.push([since, Date.parse(end.at)]);
  return stretches;
};

/** What ECharts is told to draw: the curve, each moment on it, and the stretches in which it was broken. */
export const relationshipOption = (told: Relationship, inks: Inks, words: Words, brokenLabel: string) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    xAxis: {
      ...frame.xAxis,
      type: 'time' as const,
      splitNumber: 4,
      axisLabel: { ...frame.xAxis.axisLabel, formatter: (at: number) => words.day(at) },
    },
    yAxis: { ...frame.yAxis, type: 'value' as const, min: 0, max: 100, interval: 25 },
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const { value, data } = raw as { value: [number, number]; data: { moment?: Moment } };
        const text = `${words.moment(value[0])} · ${words.number(Math.round(value[1]))}`;
        return tip(data.moment ? [words.told(data.moment), text] : [text]);
      },
    },
    series: [
      {
        type: 'line' as const,
        data: told.curve.map(({ at, strength }) => [Date.parse(at), strength]),
        showSymbol: true,
        symbol: 'circle',
        symbolSize: 6,
        itemStyle: { opacity: 0 },
        emphasis: { itemStyle: { opacity: 1, color: inks.accent } },
        lineStyle: { width: 2, color: inks.accent },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: [{ yAxis: 50 }],
          lineStyle: { color: inks.soft, type: 'dashed' as const, width: 1 },
        },
        markArea: {
          silent: true,
          itemStyle: { color: inks.back, opacity: 0.12 },
          label: { color: inks.ink, position: 'insideTop' as const },
          data: brokenStretches(told.curve).map(([from, to]) => [{ xAxis: from, name: brokenLabel }, { xAxis: to }]),
        },
      },
      { type: 'scatter' as const, symbolSize: 15, data: marks(told, inks), z: 3 },
    ],
  };
};
