import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Group } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';

type Trait = Group['traits'][number];

/** Hennig's reading of how much of a group is found again. */
const levelOf = (stability: number) => {
  if (stability >= 0.85) return 'high';
  if (stability >= 0.75) return 'good';
  return stability >= 0.6 ? 'some' : 'low';
};

/** Groups in words: what to call one, what sets it apart, how stable it is. */
export const useGroupWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { event: named, language } = useWords();
  const { currency } = useWorkspace();
  return useMemo(() => {
    const eventOf = ({ event }: Pick<Trait, 'event'>): string => named(event ?? '');
    const short = (trait: Trait): string =>
      t(`groups.${trait.apart > 0 ? 'more' : 'less'}.${trait.kind}`, { event: eventOf(trait) });
    const amount = (kind: Trait['kind'], value: number): string =>
      kind === 'spent' ? format.money(value, currency) : format.short(value);
    return {
      amount,
      title: ({ traits }: Group): string => traits.slice(0, 2).map(short).join(' · '),
      trait: (trait: Trait): string =>
        t(`groups.${trait.kind}`, {
          event: eventOf(trait),
          here: amount(trait.kind, trait.here),
          others: amount(trait.kind, trait.others),
        }),
      stability: ({ stability }: Group): string =>
        t(`groups.stability.${levelOf(stability)}`, { share: format.percent(stability) }),
      rule: ({ words }: Group): string => words?.[language] ?? '',
    };
  }, [t, format, named, language, currency]);
};
export type GroupWords = ReturnType<typeof useGroupWords>;
