import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useBuilding } from '../builderContext.js';
import { eventsOf } from '../edit/vocabulary.js';
import { ChoiceToken } from './ChoiceToken.js';

interface EventTokenProps {
  event: string | undefined;
  onChange: (event: string | undefined) => void;
  /** Words for no interaction in particular, where that may be asked. */
  any?: string | undefined;
  wrong?: boolean | undefined;
}

/** Which interaction: those seen with how often, then those known by name, then whatever is typed. */
export const EventToken = ({ event, onChange, any, wrong }: EventTokenProps) => {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const { vocabulary } = useBuilding();
  const groups = useMemo(() => {
    const all = eventsOf(vocabulary).map(({ event: value, interactions }) => ({
      value,
      label: words.event(value),
      hint: interactions > 0 ? format.figure(interactions) : undefined,
    }));
    return [
      ...(any ? [{ label: '', choices: [{ value: '', label: t('rules.anyInteraction') }] }] : []),
      { label: t('rules.seen'), choices: all.filter(({ hint }) => hint !== undefined) },
      { label: t('rules.notSeen'), choices: all.filter(({ hint }) => hint === undefined) },
    ];
  }, [vocabulary, words, format, any, t]);
  return (
    <ChoiceToken
      label={t('rules.event')}
      shown={event === undefined ? (any ?? '') : words.event(event)}
      value={event ?? ''}
      groups={groups}
      wrong={wrong}
      onChoose={(chosen) => onChange(chosen === '' ? undefined : chosen)}
      free
    />
  );
};
