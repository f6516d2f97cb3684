import { CHANNEL_LABELS, type DriverHabit, type OriginChannel } from '@parcours/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriverRow } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { labelOf, usePersonas } from '../../strength/useBelongs.js';
import { useTouchpoints } from '../../touchpoints/useTouchpoints.js';

/** How variables, shares and differences are said. */
export const useDriverWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say, event, trait } = useWords();
  const workspace = useWorkspace();
  const touchpoints = useTouchpoints();
  const personas = usePersonas();
  return useMemo(() => {
    const named = ({ kind, name, above }: DriverRow): string => {
      if (kind === 'touchpoint') return touchpoints.nameOf(name);
      if (kind === 'event') return event(name);
      if (kind === 'trait') return trait(name);
      if (kind === 'persona') return labelOf(personas, name);
      if (kind === 'channel')
        return Object.hasOwn(CHANNEL_LABELS, name) ? say(CHANNEL_LABELS[name as OriginChannel]) : name;
      if (kind !== 'habit') return name;
      const told = name === 'spentMore' ? format.money(above ?? 0, workspace.currency) : format.short(above ?? 0);
      return t(`drivers.habits.${name as DriverHabit}`, { above: told });
    };
    return {
      variable: (row: DriverRow): string =>
        t(`drivers.kinds.${row.kind}`, { name: named(row), value: row.value ?? '' }),
      points: format.points,
      rate: ({ of, events }: DriverRow['with']): string => format.percent(of === 0 ? 0 : events / of),
    };
  }, [t, format, say, event, trait, workspace.currency, touchpoints, personas]);
};
export type DriverWords = ReturnType<typeof useDriverWords>;
