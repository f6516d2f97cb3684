import {
  IconActivity,
  IconArrowsSplit2,
  IconCoins,
  IconFilter,
  IconRouteAltLeft,
  IconShoppingBagPlus,
  IconSignRight,
  IconUserSearch,
  IconUsersPlus,
} from '@tabler/icons-react';

/** The analyses there are; each is one line here, its words in understand.*.ts and its page in the router. */
export const ANALYSES = [
  { to: '/understand/activity', name: 'activity', Icon: IconActivity },
  { to: '/understand/funnel', name: 'funnel', Icon: IconFilter },
  { to: '/understand/cohorts', name: 'cohorts', Icon: IconUsersPlus },
  { to: '/understand/paths', name: 'paths', Icon: IconRouteAltLeft },
  { to: '/understand/origin', name: 'origin', Icon: IconSignRight },
  { to: '/understand/value', name: 'value', Icon: IconCoins },
  { to: '/understand/drivers', name: 'drivers', Icon: IconArrowsSplit2 },
  { to: '/understand/discover', name: 'discover', Icon: IconUserSearch },
  { to: '/understand/next', name: 'next', Icon: IconShoppingBagPlus },
] as const;
