import { useComputedColorScheme } from '@mantine/core';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ECharts, init } from '../charts/echarts.js';
import { useFormat } from '../i18n/useFormat.js';
import { type Model, stageIndex } from '../models/useModel.js';
import { stageColour } from '../theme/stageColours.js';
import classes from './customer.module.css';
import { useMovementText } from './movementText.js';
import { speedOption } from './speedOption.js';
import type { SpeedPoint } from './speedPoints.js';

export interface SpeedChartHandle {
  /** Hands over the chart as a PNG. */
  picture: (save: (blob: Blob) => void) => void;
}
interface ChartProps {
  points: SpeedPoint[];
  model: Model;
  ref?: Ref<SpeedChartHandle>;
}

const inkOf = (element: HTMLElement) => {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    soft: read('--ink-soft'),
    line: read('--line'),
    accent: read('--accent'),
    surface: read('--surface'),
  };
};

/** The curve of velocity, with each movement marked in the colour of the stage it reached. */
export const SpeedChart = ({ points, model, ref }: ChartProps) => {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const movementText = useMovementText();
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  useImperativeHandle(ref, () => ({
    picture: (save) => {
      const backgroundColor = place.current ? inkOf(place.current).surface : '#fff';
      const canvas = chart.current?.renderToCanvas({ pixelRatio: 2, backgroundColor });
      canvas?.toBlob((blob) => blob && save(blob), 'image/png');
    },
  }));
  useEffect(() => {
    if (!place.current) return;
    const drawn = init(place.current);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme and language change what is read and said
  useEffect(() => {
    if (!place.current) return;
    const option = speedOption(points, {
      ...inkOf(place.current),
      colourOf: (stage) => stageColour(stageIndex(model, stage), model.stages.length, scheme),
      day: format.day,
      moment: format.moment,
      velocity: format.velocity,
      movement: (movement) => movementText(movement, model),
    });
    chart.current?.setOption(option, true);
  }, [points, model, scheme, i18n.language, format]);
  return <div ref={place} className={classes.chart} role="img" aria-label={t('customer.speed')} />;
};
