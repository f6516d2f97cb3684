import { HIGHLY_STABLE, STABLE, VALID } from '@parcours/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discovered, DiscoveredGroup } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';

export type Feature = Discovered['features'][number];

/** What a stability means (Hennig 2007). */
export const meaningOf = (stability: number): 'high' | 'valid' | 'pattern' | 'low' => {
  if (stability >= HIGHLY_STABLE) return 'high';
  if (stability >= VALID) return 'valid';
  return stability >= STABLE ? 'pattern' : 'low';
};

/** Of those a rule selects how many are in the group, and of the group how many it selects; null of nobody. */
export const measuredBy = ({ rule }: Pick<DiscoveredGroup, 'rule'>) => {
  if (!rule) return { precision: null, recall: null };
  const { selected, inside, both } = rule.held;
  return { precision: selected > 0 ? both / selected : null, recall: inside > 0 ? both / inside : null };
};

/** How behaviours and how much of them are said. */
export const useDiscoverWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const workspace = useWorkspace();
  return useMemo(
    () => ({
      feature: ({ kind, label }: Feature): string => t(`discover.kinds.${kind}`, { name: say(label) }),
      value: ({ kind, name }: Feature, value: number): string => {
        if (kind !== 'amount') return format.percent(value);
        if (name === 'spent') return format.money(value, workspace.currency, true);
        return name === 'recency' ? t('discover.days', { value: format.short(value) }) : format.short(value);
      },
    }),
    [t, format, say, workspace.currency],
  );
};
export type DiscoverWords = ReturnType<typeof useDiscoverWords>;
