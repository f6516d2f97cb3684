import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartHandle, type Inks } from '../charts/Chart.js';
import chartClasses from '../charts/charts.module.css';
import { useFormat } from '../i18n/useFormat.js';
import { type Model, stageIndex } from '../models/useModel.js';
import { stageColour } from '../theme/stageColours.js';
import { useMovementText } from './movementText.js';
import { speedOption } from './speedOption.js';
import type { SpeedPoint } from './speedPoints.js';

interface ChartProps {
  points: SpeedPoint[];
  model: Model;
  ref?: Ref<ChartHandle>;
}

/** The curve of velocity, with each movement marked in the colour of the stage it reached. */
export const SpeedChart = ({ points, model, ref }: ChartProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const movementText = useMovementText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said changes with the format's language only
  const option = useCallback(
    (inks: Inks) =>
      speedOption(points, inks, {
        colourOf: (stage) => stageColour(stageIndex(model, stage), model.stages.length, inks.scheme),
        day: format.day,
        moment: format.moment,
        velocity: format.velocity,
        movement: (movement) => movementText(movement, model),
      }),
    [points, model, format],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('customer.speed')} option={option} />;
};
