import { trackKind } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import type { Movement } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';

/** A movement in a sentence: what kind it was, from where to where. */
export const useMovementText = (): ((movement: Movement, model: Model | undefined) => string) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return ({ kind, from, to, about, model: track }, model) => {
    const of = trackKind(track);
    if (about !== null && of !== 'model') return t(`about.${of}`, { kind: t(`kind.${kind}`), name: say(about) });
    const name = (id: string | null) => {
      if (id === null) return t('map.outside');
      const stage = model?.stages.find((known) => known.id === id);
      return stage ? say(stage.name) : id;
    };
    const shared = { kind: t(`kind.${kind}`), to: name(to) };
    return from === null ? t('customer.moveTo', shared) : t('customer.moveFromTo', { ...shared, from: name(from) });
  };
};
