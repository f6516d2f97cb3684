import { ActionIcon, Button, Checkbox, Menu, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type LeaveDraft, type LeavePart, MAX_LEAVES, type StageDraft } from './draft.js';
import classes from './editor.module.css';
import { LEAVE_EXAMPLES } from './examples.js';
import { FoldedRule, OpenRule } from './RulePart.js';
import { TroubleText } from './TroubleText.js';
import type { Editing } from './useEditor.js';
import { useStageWords } from './useStageWords.js';
import { troublesWithin, useRuleProblems, useTroubleWords } from './useTroubleWords.js';

interface LeaveProps {
  editing: Editing;
  stage: StageDraft;
  /** Places of the stage and of the clause. */
  at: number;
  clause: number;
  leave: LeaveDraft;
  opened: boolean;
  onOpen: () => void;
}

const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

const LeaveMenu = ({ editing, stage, clause, leave }: LeaveProps) => {
  const { t } = useTranslation();
  const move = (to: number) => editing.act({ do: 'moveLeave', stage: stage.key, leave: leave.key, to });
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('editor.more', { name: t('editor.leave', { place: clause + 1 }) })}
        >
          <IconDots {...size} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp {...size} />} disabled={clause === 0} onClick={() => move(clause - 1)}>
          {t('editor.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown {...size} />}
          disabled={clause === stage.leave.length - 1}
          onClick={() => move(clause + 2)}
        >
          {t('editor.down')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash {...size} />}
          onClick={() => editing.act({ do: 'removeLeave', stage: stage.key, leave: leave.key })}
        >
          {t('editor.removeStage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** Where a way out leads, and whether that is a new round. */
const Destination = ({ editing, stage, at, clause, leave }: LeaveProps) => {
  const { t } = useTranslation();
  const { nameOf } = useStageWords(editing);
  const wordsOf = useTroubleWords();
  const { stages } = editing.draft;
  const change = (part: LeavePart) => editing.act({ do: 'changeLeave', stage: stage.key, leave: leave.key, part });
  const place = stages.findIndex(({ key }) => key === leave.to);
  const earlier = place >= 0 && place < at;
  const wrong = troublesWithin(editing.troubles, ['stages', at, 'leave', clause, 'to']);
  return (
    <div className={classes.destination}>
      <Select
        label={t('editor.to')}
        placeholder={t('editor.toNone')}
        data={stages.flatMap((one, index) =>
          one.key === stage.key ? [] : [{ value: one.key, label: `${index + 1}. ${nameOf(one)}` }],
        )}
        value={leave.to}
        allowDeselect={false}
        onChange={(to) => to && change({ to })}
        error={wrong.map(wordsOf).join(' ') || undefined}
      />
      {(earlier || leave.cycle) && (
        <Checkbox
          label={t('editor.cycle')}
          description={t('editor.cycleHint')}
          checked={leave.cycle}
          onChange={(event) => change({ cycle: event.currentTarget.checked })}
        />
      )}
    </div>
  );
};

const LeaveItem = (props: LeaveProps) => {
  const { editing, stage, at, clause, leave, opened, onOpen } = props;
  const { t } = useTranslation();
  const words = useStageWords(editing);
  const problemsOf = useRuleProblems();
  const troubles = troublesWithin(editing.troubles, ['stages', at, 'leave', clause]);
  const place = ['stages', at, 'leave', clause, 'when'];
  const label = t('editor.leave', { place: clause + 1 });
  return (
    <li className={classes.leave} aria-label={label}>
      {opened ? (
        <>
          <div className={classes.leaveHead}>
            <Destination {...props} />
            <LeaveMenu {...props} />
          </div>
          <TroubleText troubles={troublesWithin(troubles, place).filter((one) => 'what' in one)} />
          <OpenRule
            rule={leave.when}
            onChange={(when) => editing.act({ do: 'changeLeave', stage: stage.key, leave: leave.key, part: { when } })}
            vocabulary={editing.vocabulary}
            problems={problemsOf(troubles, place)}
            examples={LEAVE_EXAMPLES}
            hint={t('editor.todayLeave')}
          />
        </>
      ) : (
        <>
          <div className={classes.leaveHead}>
            <FoldedRule words={words.leave(leave)} about={label} onOpen={onOpen} />
            <LeaveMenu {...props} />
          </div>
          <TroubleText troubles={troubles} />
        </>
      )}
    </li>
  );
};

interface LeavesProps {
  editing: Editing;
  stage: StageDraft;
  at: number;
  /** The key of the way out that is open. */
  opened: string | null;
  onOpen: (key: string) => void;
}

/** Who leaves a stage, and where to: tried in their order. */
export const Leaves = ({ editing, stage, at, opened, onOpen }: LeavesProps) => {
  const { t } = useTranslation();
  const { draft, act } = editing;
  const alone = draft.stages.length < 2;
  const full = stage.leave.length >= MAX_LEAVES;
  const add = () => {
    act({ do: 'addLeave', stage: stage.key });
    onOpen('last');
  };
  return (
    <section className={classes.part}>
      <h4>{t('editor.leaves')}</h4>
      <p className={classes.hint}>
        {t(alone ? 'editor.leavesOnly' : stage.leave.length === 0 ? 'editor.leavesNone' : 'editor.leavesHint')}
      </p>
      {stage.leave.length > 0 && (
        <ol className={classes.leaves}>
          {stage.leave.map((leave, clause) => (
            <LeaveItem
              key={leave.key}
              {...{ editing, stage, at, clause, leave }}
              opened={opened === leave.key || (opened === 'last' && clause === stage.leave.length - 1)}
              onOpen={() => onOpen(leave.key)}
            />
          ))}
        </ol>
      )}
      {full && <p className={classes.hint}>{t('editor.fullLeaves')}</p>}
      {!full && !alone && (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus {...size} />} onClick={add}>
          {t('editor.addLeave')}
        </Button>
      )}
    </section>
  );
};
