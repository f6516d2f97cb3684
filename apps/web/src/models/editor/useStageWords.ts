import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import { useRuleSentence } from '../../rules/RuleBuilder.js';
import type { Draft } from '../../ui/BilingualField.js';
import type { LeaveDraft, StageDraft } from './draft.js';
import type { Editing } from './useEditor.js';

/** A stage of a draft in words. */
export const useStageWords = ({ draft, vocabulary }: Pick<Editing, 'draft' | 'vocabulary'>) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const describe = useRuleSentence(vocabulary);
  const textOf = (text: Draft): string => text[language] || text.en || text.fr;
  const nameOf = ({ name }: Pick<StageDraft, 'name'>): string => textOf(name).trim() || t('editor.stageNew');
  const named = (key: string | null): string => {
    const stage = draft.stages.find((one) => one.key === key);
    return stage ? nameOf(stage) : t('editor.somewhere');
  };
  return {
    nameOf,
    enter: ({ enter }: StageDraft): string =>
      enter ? t('models.whoever', { rule: describe(enter) }) : t('editor.enterNobody'),
    leave: ({ when, to, cycle }: LeaveDraft): string => {
      const stage = named(to);
      if (!when) return t('editor.toNobody', { stage });
      return t(cycle ? 'editor.whoeverRound' : 'editor.whoeverTo', { stage, rule: describe(when) });
    },
  };
};
