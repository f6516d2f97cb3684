import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBoxMultiple,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconSwitchHorizontal,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type Side, useDragOrder } from '../ui/useDragOrder.js';
import { useBuilding } from './builderContext.js';
import { depthAt, duplicate, keyOf, MAX_DEPTH, moveBy, moveTo, type Path, ruleAt, wrap } from './edit/tree.js';
import classes from './rules.module.css';

const pathFrom = (key: string): Path => key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** What moving a part of a rule takes: its place, its handle, and Alt with the arrows. */
export const useMoving = (path: Path) => {
  const { root, apply } = useBuilding();
  const index = path.at(-1);
  const movable = typeof index === 'number';
  const drop = (from: string, side: Side) => {
    if (movable) apply(moveTo(root, pathFrom(from), path.slice(0, -1), index + (side === 'after' ? 1 : 0)));
  };
  const { handle, place } = useDragOrder('rule', keyOf(path), drop);
  // Caught on the way down: a token would take the arrows for opening its list.
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      if (event.target instanceof Element && event.target.closest('[data-path]') !== event.currentTarget) return;
      event.preventDefault();
      event.stopPropagation();
      apply(moveBy(root, path, event.key === 'ArrowUp' ? -1 : 1));
    },
    [apply, root, path],
  );
  return { movable, handle, place: { ...place, onKeyDownCapture } };
};

/** The grip to drag by; people who use the keyboard move with Alt and the arrows, or with the menu. */
export const Grip = ({ handle }: { handle: ReturnType<typeof useMoving>['handle'] }) => {
  const { t } = useTranslation();
  return (
    <span {...handle} className={classes.grip} title={t('rules.drag')} aria-hidden>
      <IconGripVertical size={16} stroke={1.75} />
    </span>
  );
};

/** Move, duplicate, negate, group and remove: for a condition and for a group alike. */
export const LineActions = ({ path, label }: { path: Path; label: string }) => {
  const { t } = useTranslation();
  const { root, apply, set } = useBuilding();
  const rule = ruleAt(root, path);
  if (!rule) return null;
  const movable = typeof path.at(-1) === 'number';
  const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <div className={classes.actions}>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={label}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSwitchHorizontal {...size} />}
            onClick={() => set(path, 'not' in rule ? rule.not : { not: rule })}
          >
            {t('rules.opposite')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy {...size} />} onClick={() => apply(duplicate(root, path))}>
            {t('rules.duplicate')}
          </Menu.Item>
          {depthAt(path) < MAX_DEPTH - 1 && (
            <Menu.Item leftSection={<IconBoxMultiple {...size} />} onClick={() => apply(wrap(root, path))}>
              {t('rules.wrap')}
            </Menu.Item>
          )}
          {movable && (
            <>
              <Menu.Item leftSection={<IconArrowUp {...size} />} onClick={() => apply(moveBy(root, path, -1))}>
                {t('rules.up')}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowDown {...size} />} onClick={() => apply(moveBy(root, path, 1))}>
                {t('rules.down')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon variant="subtle" color="gray" aria-label={t('rules.remove')} onClick={() => set(path, null)}>
        <IconTrash size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
};
