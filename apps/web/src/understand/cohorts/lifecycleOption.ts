import { LIFECYCLE_STATES, type LifecycleState } from '@parcours/core';
import type { Lifecycle } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';
import { stageColour } from '../../theme/stageColours.js';

interface Words {
  day: (instant: string) => string;
  figure: (value: number) => string;
  state: (state: LifecycleState) => string;
  people: (count: number) => string;
}

/** The colour of a state, told apart by hue and by lightness. */
export const stateColour = (state: LifecycleState, scheme: Inks['scheme']): string =>
  stageColour(LIFECYCLE_STATES.indexOf(state), LIFECYCLE_STATES.length, scheme);

/** What ECharts is told to draw: bars of the active above, and of those who are no more below. */
export const lifecycleOption = ({ steps }: Lifecycle, inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  return {
    ...frame,
    xAxis: { ...frame.xAxis, type: 'category' as const, data: steps.map(({ at }) => words.day(at)) },
    yAxis: {
      ...frame.yAxis,
      type: 'value' as const,
      minInterval: 1,
      axisLabel: { ...frame.yAxis.axisLabel, formatter: (value: number) => words.figure(Math.abs(value)) },
    },
    tooltip: {
      ...frame.tooltip,
      trigger: 'axis' as const,
      formatter: (raw: unknown) => {
        const step = steps[(raw as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        const told = LIFECYCLE_STATES.map((state) => `${words.state(state)}: ${words.people(step?.[state] ?? 0)}`);
        return tip(step ? [words.day(step.at), ...told] : []);
      },
    },
    series: LIFECYCLE_STATES.map((state) => ({
      type: 'bar' as const,
      stack: 'states',
      barMaxWidth: 40,
      name: words.state(state),
      itemStyle: { color: stateColour(state, inks.scheme) },
      data: steps.map((step) => (state === 'dormant' ? -step.dormant : step[state])),
    })),
  };
};
