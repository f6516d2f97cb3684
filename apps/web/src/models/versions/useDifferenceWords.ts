import type { Bilingual, LeaveWords, ModelDifference } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';

/** A difference as a sentence, with what was before and what is after, where there are two things to tell. */
export interface Told {
  readonly sentence: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Names = Readonly<Record<string, Bilingual>>;

/** Puts differences into sentences; `personas` says what those are called. */
export const useDifferenceWords = (personas: Names): ((difference: ModelDifference) => Told) => {
  const { t } = useTranslation();
  const { say, trait } = useWords();
  const enters = (rule: Bilingual) => t('compare.enters', { rule: say(rule) });
  const leaves = ({ to, cycle, when }: LeaveWords) =>
    t(cycle ? 'compare.cycles' : 'compare.leaves', { stage: say(to.name), rule: say(when) });
  const personaOf = (id: string | null) => {
    const name = id === null ? undefined : personas[id];
    return name ? say(name) : (id ?? t('compare.everybody'));
  };
  const perOf = (property: string | null) =>
    property === null ? t('compare.onePosition') : t('compare.perEach', { property: trait(property) });
  const sides = (difference: ModelDifference): Omit<Told, 'sentence'> => {
    const pair = <T>(one: { before: T; after: T }, tell: (value: T) => string) => ({
      before: tell(one.before),
      after: tell(one.after),
    });
    switch (difference.what) {
      case 'name':
      case 'description':
      case 'stageRenamed':
      case 'objective':
        return pair(difference, say);
      case 'enter':
        return pair(difference, enters);
      case 'action':
        return pair(difference, (action) => t(`action.${action}`));
      case 'persona':
        return pair(difference, personaOf);
      case 'per':
        return pair(difference, perOf);
      case 'leave':
        return pair(difference, leaves);
      case 'leaveAdded':
        return { before: null, after: leaves(difference.leave) };
      case 'leaveRemoved':
        return { before: leaves(difference.leave), after: null };
      case 'stageAdded':
        return { before: null, after: enters(difference.enter) };
      case 'stageRemoved':
        return { before: enters(difference.enter), after: null };
      case 'stageMoved':
      case 'leaveOrder':
        return { before: null, after: null };
      default:
        return difference satisfies never;
    }
  };
  const placesOf = (difference: ModelDifference) => {
    if (difference.what === 'stageMoved') return { before: difference.before, after: difference.after };
    return 'rank' in difference ? { rank: difference.rank } : {};
  };
  return (difference) => ({
    sentence: t(`compare.is.${difference.what}`, placesOf(difference)),
    ...sides(difference),
  });
};
