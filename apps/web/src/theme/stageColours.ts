import { useComputedColorScheme } from '@mantine/core';

type Ramp = readonly [string, ...string[]];

/**
 * From cool (far) to warm (close), lighter at each step: told apart by hue and by lightness, so also by
 * colour-blind eyes. A stage takes its colour from its rank, on every page.
 */
const RAMPS: Record<'light' | 'dark', Ramp> = {
  light: ['#2f3f94', '#7a63c9', '#c2528c', '#e5804c', '#e3b83e'],
  dark: ['#5468d8', '#a08cf0', '#e57fb0', '#f5a66e', '#f7df80'],
};

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const mix = (from: string, to: string, share: number): string => {
  const target = channels(to);
  const mixed = channels(from).map((value, index) => Math.round(value + ((target[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** The colour (#rrggbb) of the stage at `index` (0-based) of `count`. */
export const stageColour = (index: number, count: number, scheme: 'light' | 'dark'): string => {
  const ramp = RAMPS[scheme];
  const at = count > 1 ? (Math.max(0, index) / (count - 1)) * (ramp.length - 1) : 0;
  const low = Math.min(Math.floor(at), ramp.length - 1);
  const from = ramp[low] ?? ramp[0];
  return mix(from, ramp[low + 1] ?? from, at - low);
};

/** Stage colours in the scheme shown. */
export const useStageColour = (): ((index: number, count: number) => string) => {
  const scheme = useComputedColorScheme('light');
  return (index, count) => stageColour(index, count, scheme);
};
