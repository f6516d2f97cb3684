import type { Effect } from '@parcours/core';
import { IconHeartBroken, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './moments.module.css';

const ICONS = { reinforce: IconTrendingUp, weaken: IconTrendingDown, break: IconHeartBroken } as const;

/** What a moment does, told by word and drawing, not by colour alone. */
export const EffectMark = ({ effect }: { effect: Effect }) => {
  const { t } = useTranslation();
  const Icon = ICONS[effect];
  return (
    <span className={classes.effect} data-effect={effect}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {t(`moments.effects.${effect}`)}
    </span>
  );
};
