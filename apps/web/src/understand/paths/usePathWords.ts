import { OTHER_STEPS } from '@parcours/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathsQuery } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import type { Model } from '../../models/useModel.js';
import { useTouchpoints } from '../../touchpoints/useTouchpoints.js';
import { useDuration } from '../useDuration.js';

export interface PathWords {
  readonly step: (name: string) => string;
  readonly duration: (seconds: number) => string;
  /** The same where there is little room. */
  readonly brief: (seconds: number) => string;
  readonly figure: (count: number) => string;
}

/** What steps are called: events, touch points or stages of a model; `others` is how many are told together. */
export const usePathWords = (by: PathsQuery['by'], model: Model | undefined, others: number): PathWords => {
  const { t } = useTranslation();
  const { event, say } = useWords();
  const { nameOf } = useTouchpoints();
  const format = useFormat();
  const duration = useDuration();
  const brief = useDuration('narrow');
  return useMemo(() => {
    const stages = new Map(model?.stages.map(({ id, name }) => [id, say(name)]));
    const named = (name: string): string => {
      if (by === 'event') return event(name);
      return by === 'touchpoint' ? nameOf(name) : (stages.get(name) ?? t('paths.unplaced'));
    };
    return {
      step: (name) => (name === OTHER_STEPS ? t('paths.others', { count: others }) : named(name)),
      duration,
      brief,
      figure: format.figure,
    };
  }, [by, model, others, event, say, nameOf, t, duration, brief, format]);
};
