import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { useStageColour } from '../theme/stageColours.js';
import classes from './map.module.css';

interface MeasuringProps {
  model: Model;
  /** What is being measured, of whom and when. */
  text: string;
}

/** The frame of a map while its figures are measured: its stages, and what is being worked out. */
export const Measuring = ({ model, text }: MeasuringProps) => {
  const { say } = useWords();
  const colour = useStageColour();
  const { stages } = model;
  return (
    <section aria-busy>
      <p className={classes.measuringText} role="status">
        {text}
      </p>
      <ol className={`${classes.map} ${classes.measuring}`}>
        {stages.map(({ id, name }, index) => (
          <li key={id} className={classes.measuringStage}>
            <h3 className={classes.measuringName}>
              <span className={classes.measuringDot} style={{ background: colour(index, stages.length) }} aria-hidden />
              {say(name)}
            </h3>
            <Skeleton height={32} width="50%" mb="md" />
            <Skeleton height={96} mb="md" radius="md" />
            <Skeleton height={14} mb="xs" />
            <Skeleton height={14} width="70%" />
          </li>
        ))}
      </ol>
    </section>
  );
};

/** Told where it takes longer than one would notice. */
const NOTICED_MS = 700;

/** The same words above figures of another question, which stay in sight until the new ones are there. */
export const StillMeasuring = ({ text }: { text: string }) => {
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const patience = setTimeout(() => setNoticed(true), NOTICED_MS);
    return () => clearTimeout(patience);
  }, []);
  return noticed ? (
    <p className={classes.bound} role="status">
      {text}
    </p>
  ) : null;
};

/** What measuring a map is told as: how many people it looks at, and over which days. */
export const useMeasuringWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return (what: 'map' | 'lanes', customers: number, period: { from: string; to: string }): string =>
    t(what === 'map' ? 'map.measuring' : 'map.measuringLanes', {
      customers: t('common.customers', { count: customers }),
      ...{ from: format.day(period.from), to: format.day(new Date(Date.parse(period.to) - 1).toISOString()) },
    });
};
