import { useTranslation } from 'react-i18next';
import type { JourneyMap } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { DrawingWords } from './JourneyDrawing.js';

/** What the drawing says, in the page's language. */
export const useDrawingWords = (map: JourneyMap): DrawingWords => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  // The end of a period is not part of it.
  const lastInstant = Date.parse(map.period.to) - 1;
  const stage = (id: string) => say(map.model.stages.find((known) => known.id === id)?.name ?? { en: id, fr: id });
  return {
    title: t('map.drawing'),
    caption: `${say(map.model.name)} · ${t('period.range', { from: format.day(map.period.from), to: format.day(lastInstant) })}`,
    beyond: (share) => t('map.beyond', { percent: format.percent(share) }),
    count: format.figure,
    stage,
    flow: ({ kind, from, to, movements }) =>
      t('map.flowLabel', {
        kind: t(`kind.${kind}`),
        count: movements,
        from: from === null ? t('map.outside') : stage(from),
        to: stage(to),
      }),
  };
};
