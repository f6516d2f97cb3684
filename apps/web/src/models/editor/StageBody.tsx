import { Select } from '@mantine/core';
import { ACTIONS, type Stage } from '@parcours/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BilingualField } from '../../ui/BilingualField.js';
import type { StageDraft, StagePart } from './draft.js';
import classes from './editor.module.css';
import { ENTER_EXAMPLES } from './examples.js';
import { Leaves } from './Leaves.js';
import { FoldedRule, OpenRule } from './RulePart.js';
import { TroubleText } from './TroubleText.js';
import type { Editing } from './useEditor.js';
import { useStageWords } from './useStageWords.js';
import { troublesWithin, useRuleProblems, useTroubleWords } from './useTroubleWords.js';

interface PartProps {
  editing: Editing;
  stage: StageDraft;
  at: number;
}

const StageFields = ({ editing, stage, at }: PartProps) => {
  const { t } = useTranslation();
  const wordsOf = useTroubleWords();
  const change = (part: StagePart) => editing.act({ do: 'changeStage', stage: stage.key, part });
  const errorOf = (field: string) =>
    troublesWithin(editing.troubles, ['stages', at, field]).map(wordsOf).join(' ') || undefined;
  return (
    <div className={classes.stageFields}>
      <div data-draft-text>
        <BilingualField
          label={t('editor.stageName')}
          value={stage.name}
          onChange={(name) => change({ name })}
          error={errorOf('name') ?? errorOf('id')}
        />
      </div>
      <div data-draft-text>
        <BilingualField
          label={t('editor.objective')}
          value={stage.objective}
          onChange={(objective) => change({ objective })}
          maxLength={2000}
          error={errorOf('objective')}
        />
      </div>
      <Select
        label={t('editor.action')}
        data={ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }))}
        value={stage.action}
        allowDeselect={false}
        description={t(`editor.actionHint.${stage.action}`)}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(action) => action && change({ action: action as Stage['action'] })}
      />
    </div>
  );
};

const Enter = ({ editing, stage, at, opened, onOpen }: PartProps & { opened: boolean; onOpen: () => void }) => {
  const { t } = useTranslation();
  const words = useStageWords(editing);
  const problemsOf = useRuleProblems();
  const place = ['stages', at, 'enter'];
  const troubles = troublesWithin(editing.troubles, place);
  return (
    <section className={classes.part}>
      <h4>{t('editor.enters')}</h4>
      {opened ? (
        <>
          <p className={classes.hint}>{t('editor.entersHint')}</p>
          <TroubleText troubles={troubles.filter((one) => 'what' in one || one.path.length === place.length)} />
          <OpenRule
            rule={stage.enter}
            onChange={(enter) => editing.act({ do: 'changeStage', stage: stage.key, part: { enter } })}
            vocabulary={editing.vocabulary}
            problems={problemsOf(troubles, place).filter(({ path }) => path.length > 0)}
            examples={ENTER_EXAMPLES}
            hint={t('editor.todayEnter')}
          />
        </>
      ) : (
        <>
          <FoldedRule words={words.enter(stage)} about={t('editor.enters')} onOpen={onOpen} />
          <TroubleText troubles={troubles} />
        </>
      )}
    </section>
  );
};

const ENTER = 'enter';

/** A stage unfolded: its words, and its rules, of which one at a time is open. */
export const StageBody = ({ editing, stage, at, fresh }: PartProps & { fresh: boolean }) => {
  // Which rule is open: who enters, or a way out by its key.
  const [rule, setRule] = useState<string>(ENTER);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) body.current?.querySelector('input')?.focus();
  }, [fresh]);
  return (
    <div ref={body} className={classes.body}>
      <StageFields editing={editing} stage={stage} at={at} />
      <Enter editing={editing} stage={stage} at={at} opened={rule === ENTER} onOpen={() => setRule(ENTER)} />
      <Leaves editing={editing} stage={stage} at={at} opened={rule === ENTER ? null : rule} onOpen={setRule} />
    </div>
  );
};
