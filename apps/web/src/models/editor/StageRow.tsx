import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStageColour } from '../../theme/stageColours.js';
import { useDragOrder } from '../../ui/useDragOrder.js';
import { MAX_STAGES, type StageDraft } from './draft.js';
import classes from './editor.module.css';
import { StageBody } from './StageBody.js';
import { TroubleText } from './TroubleText.js';
import type { Editing } from './useEditor.js';
import { useStageWords } from './useStageWords.js';
import { troublesWithin } from './useTroubleWords.js';

interface StageRowProps {
  editing: Editing;
  stage: StageDraft;
  at: number;
  opened: boolean;
  /** Just added: its first field takes the focus. */
  fresh: boolean;
  onOpen: (opened: boolean) => void;
  /** Puts a stage before the `to`th. */
  onMove: (key: string, to: number) => void;
}

const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

const StageMenu = ({ editing, stage, at, onMove, name }: StageRowProps & { name: string }) => {
  const { t } = useTranslation();
  const { draft, act } = editing;
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('editor.more', { name })}>
          <IconDots {...size} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp {...size} />}
          disabled={at === 0}
          onClick={() => onMove(stage.key, at - 1)}
        >
          {t('editor.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown {...size} />}
          disabled={at === draft.stages.length - 1}
          onClick={() => onMove(stage.key, at + 2)}
        >
          {t('editor.down')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy {...size} />}
          disabled={draft.stages.length >= MAX_STAGES}
          onClick={() => act({ do: 'copyStage', stage: stage.key })}
        >
          {t('editor.duplicateStage')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash {...size} />}
          disabled={draft.stages.length === 1}
          onClick={() => act({ do: 'removeStage', stage: stage.key })}
        >
          {t('editor.removeStage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const Sentences = ({ editing, stage }: StageRowProps) => {
  const words = useStageWords(editing);
  return (
    <>
      <p>{words.enter(stage)}</p>
      {stage.leave.map((leave) => (
        <p key={leave.key} className={classes.out}>
          {words.leave(leave)}
        </p>
      ))}
    </>
  );
};

/** A stage: folded, its rules in sentences and what is wrong with it; unfolded, all of it can be changed. */
export const StageRow = (props: StageRowProps) => {
  const { editing, stage, at, opened, fresh, onOpen, onMove } = props;
  const { t } = useTranslation();
  const colour = useStageColour();
  const name = useStageWords(editing).nameOf(stage);
  const { handle, place } = useDragOrder('stages', stage.key, (from, side) =>
    onMove(from, at + (side === 'after' ? 1 : 0)),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || opened) return;
    event.preventDefault();
    onMove(stage.key, event.key === 'ArrowUp' ? at - 1 : at + 2);
  };
  const tint = { '--tint': colour(at, editing.draft.stages.length) } as object;
  return (
    <li {...place} className={classes.row} data-stage={stage.key} data-opened={opened} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <span {...handle} className={classes.grip} title={t('editor.drag', { name })} aria-hidden>
          <IconGripVertical size={16} stroke={1.75} />
        </span>
        <span className={classes.rank} style={tint} aria-hidden>
          {at + 1}
        </span>
        <div className={classes.what}>
          <h3>
            {name}
            <small>{t(`action.${stage.action}`)}</small>
          </h3>
          {!opened && <Sentences {...props} />}
          {!opened && <TroubleText troubles={troublesWithin(editing.troubles, ['stages', at])} />}
        </div>
        <div className={classes.rowActions}>
          <Button variant="default" size="xs" aria-expanded={opened} onClick={() => onOpen(!opened)}>
            {t(opened ? 'editor.closeStage' : 'editor.editStage')}
            <span className="visually-hidden">{` ${name}`}</span>
          </Button>
          <StageMenu {...props} name={name} />
        </div>
      </div>
      {opened && <StageBody editing={editing} stage={stage} at={at} fresh={fresh} />}
    </li>
  );
};
