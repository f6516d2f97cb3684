import { Button } from '@mantine/core';
import type { Problem, Rule } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import type { Vocabulary } from '../../rules/edit/vocabulary.js';
import { CountPill, RulePreview } from '../../rules/preview/RulePreview.js';
import { useRulePreview } from '../../rules/preview/useRulePreview.js';
import { RuleBuilder } from '../../rules/RuleBuilder.js';
import classes from './editor.module.css';
import type { StageExample } from './examples.js';

interface OpenProps {
  rule: Rule | null;
  onChange: (rule: Rule | null) => void;
  vocabulary: Vocabulary;
  problems: readonly Problem[];
  examples: readonly StageExample[];
  /** Said under the count. */
  hint: string;
}

/** A rule while it is changed, with whom it fits beside it. */
export const OpenRule = ({ rule, onChange, vocabulary, problems, examples, hint }: OpenProps) => {
  const { t } = useTranslation();
  const preview = useRulePreview(rule);
  return (
    <div className={classes.openRule}>
      <div className={classes.rule}>
        <RuleBuilder
          rule={rule}
          onChange={onChange}
          vocabulary={vocabulary}
          problems={problems.length > 0 ? problems : preview.problems}
          examples={examples.map((example) => ({ name: t(`editor.examples.${example.name}`), rule: example.rule }))}
          steps={false}
        />
        <CountPill preview={preview} />
      </div>
      <RulePreview preview={preview} title={t('editor.today')}>
        <p className={classes.hint}>{hint}</p>
      </RulePreview>
    </div>
  );
};

/** A rule as its sentence, and the way to change it. */
export const FoldedRule = ({ words, about, onOpen }: { words: string; about: string; onOpen: () => void }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.foldedRule}>
      <p>{words}</p>
      <Button variant="subtle" size="compact-sm" onClick={onOpen}>
        {t('editor.editRule')}
        <span className="visually-hidden">{` (${about})`}</span>
      </Button>
    </div>
  );
};
