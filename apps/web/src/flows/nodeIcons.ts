import type { FlowNodeKind } from '@parcours/core';
import {
  IconArrowsSplit2,
  IconCalendarEvent,
  IconClock,
  IconClockHour4,
  IconDoorExit,
  IconEar,
  IconGitBranch,
  IconMail,
  IconRoute,
  IconTag,
} from '@tabler/icons-react';

export const NODE_ICONS: Readonly<Record<FlowNodeKind, typeof IconClock>> = {
  wait: IconClock,
  until: IconClockHour4,
  date: IconCalendarEvent,
  waitFor: IconEar,
  branch: IconGitBranch,
  split: IconArrowsSplit2,
  message: IconMail,
  trait: IconTag,
  flow: IconRoute,
  exit: IconDoorExit,
};

/** What can be added, the most usual first. */
export const KINDS = [
  'message',
  'wait',
  'waitFor',
  'until',
  'branch',
  'split',
  'trait',
  'date',
  'flow',
  'exit',
] as const;
