import { UnstyledButton } from '@mantine/core';
import { IconArrowDownRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Funnel } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useDuration } from '../useDuration.js';
import classes from './funnel.module.css';

interface FunnelStepsProps {
  funnel: Funnel;
  /** Who reached a step, counted from 1, or who left after it. */
  onOpen: (step: number, left: boolean) => void;
}

/** The steps one under another: how many reached each, how long it took them, and how many left. Each number opens onto its people. */
export const FunnelSteps = ({ funnel, onOpen }: FunnelStepsProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  return (
    <ol className={classes.results}>
      {funnel.steps.map(({ name, customers, conversion, medianSeconds, left }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
        <li key={at} className={classes.result}>
          <div className={classes.bar} style={{ '--share': conversion } as React.CSSProperties} aria-hidden />
          <div className={classes.told}>
            <p className={classes.name}>{`${at + 1}. ${name}`}</p>
            <UnstyledButton className={classes.count} disabled={customers === 0} onClick={() => onOpen(at + 1, false)}>
              {t('common.customers', { count: customers })}
            </UnstyledButton>
            <span className={classes.share}>{format.percent(conversion)}</span>
            {medianSeconds !== null && (
              <span className={classes.soft}>{t('funnel.after', { time: duration(medianSeconds) })}</span>
            )}
          </div>
          {left > 0 && (
            <UnstyledButton className={classes.left} onClick={() => onOpen(at + 1, true)}>
              <IconArrowDownRight size={15} stroke={2} aria-hidden />
              {t('funnel.leaving', { count: left })} · {format.percent(left / customers)}
            </UnstyledButton>
          )}
        </li>
      ))}
    </ol>
  );
};
