import type { Problem } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import type { Trouble } from './problems.js';

/** What is wrong, in the page's words. */
export const useTroubleWords = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (trouble: Trouble): string => {
    if ('what' in trouble) return t(`editor.missing.${trouble.what}`);
    const said = say(trouble.message);
    if (trouble.code === 'stage-unreachable') return t('editor.wrong.unreachable');
    if (trouble.code === 'leave-unknown') return t('editor.wrong.leaveUnknown');
    if (trouble.code === 'circle') return t('editor.wrong.circle', { round: said });
    if (trouble.code === 'used') return t('editor.wrong.used', { name: said });
    const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
    return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  };
};

/** Whether a place is another one, or within it. */
const within = ({ path }: Trouble, place: Trouble['path']): boolean => place.every((part, at) => path[at] === part);

export const troublesWithin = (troubles: readonly Trouble[], place: Trouble['path']): readonly Trouble[] =>
  troubles.filter((trouble) => within(trouble, place));

/** What is wrong with a rule, for its builder: places from the rule on. What is missing is none of it. */
export const useRuleProblems = () => {
  const wordsOf = useTroubleWords();
  return (troubles: readonly Trouble[], place: Trouble['path']): readonly Problem[] =>
    troublesWithin(troubles, place).flatMap((trouble) => {
      if ('what' in trouble) return [];
      const said = wordsOf(trouble);
      return [{ ...trouble, path: trouble.path.slice(place.length), message: { en: said, fr: said } }];
    });
};
