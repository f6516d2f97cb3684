import {
  IconAbacus,
  IconArrowsShuffle,
  IconChartBar,
  IconHeartHandshake,
  IconHourglass,
  IconId,
  IconListNumbers,
  IconMapPin,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPointer,
  IconUserStar,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Form } from './edit/forms.js';

const ICONS: Readonly<Record<Form, ComponentType<{ size?: number; stroke?: number }>>> = {
  did: IconPointer,
  quiet: IconHourglass,
  sequence: IconListNumbers,
  sum: IconAbacus,
  average: IconChartBar,
  distinct: IconArrowsShuffle,
  first: IconPlayerSkipBack,
  last: IconPlayerSkipForward,
  trait: IconId,
  segment: IconUsersGroup,
  persona: IconUserStar,
  position: IconMapPin,
  strength: IconHeartHandshake,
};

export const FormIcon = ({ form }: { form: Form }) => {
  const Icon = ICONS[form];
  return <Icon size={16} stroke={1.75} aria-hidden />;
};
