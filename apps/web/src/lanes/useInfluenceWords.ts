import type { Friction, Strength } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { labelOf, useMoments } from '../strength/useBelongs.js';

/** What a friction or a strength is, in words: `fell back through silence`, « Order Refunded ». */
export const useInfluenceWords = () => {
  const { t } = useTranslation();
  const { event } = useWords();
  const moments = useMoments();
  const subjectOf = ({ kind, subject }: { kind: string; subject: string }) =>
    kind === 'moment' ? labelOf(moments, subject) : event(subject);
  return {
    friction: (one: Pick<Friction, 'kind' | 'subject'>) => t(`lanes.friction.${one.kind}`, { subject: subjectOf(one) }),
    strength: (one: Pick<Strength, 'kind' | 'subject'>) => t(`lanes.strength.${one.kind}`, { subject: subjectOf(one) }),
  };
};
