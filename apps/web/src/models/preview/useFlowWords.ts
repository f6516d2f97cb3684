import type { Model } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import type { Flow, FlowBand, Place } from './flow.js';

interface Told {
  readonly flow: Flow;
  /** Null for a model that is not saved yet. */
  readonly today: Model | null;
  readonly draft: Model;
}

/** What the drawing, its table and its lists say. */
export const useFlowWords = ({ flow, today, draft }: Told) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const named = (stage: string, first: Model | null, then: Model | null): string => {
    const found = [first, then].flatMap((model) => model?.stages ?? []).find(({ id }) => id === stage);
    return found ? say(found.name) : stage;
  };
  const from = (stage: string | null) => {
    if (stage !== null) return named(stage, today, draft);
    return t(today ? 'preview.outside' : 'preview.everybody');
  };
  const to = (stage: string | null) => (stage === null ? t('preview.outside') : named(stage, draft, today));
  const people = (count: number) => t('common.customers', { count });
  const sentence = (): string => {
    const said = { count: flow.moving, some: format.number(flow.moving), all: people(flow.sampled) };
    if (flow.sampled === 0) return t('preview.nobody');
    if (!today) return t('preview.places', said);
    if (flow.moving === 0) return t('preview.stays', said);
    const senses = (['further', 'back'] as const).filter((sense) => flow[sense] > 0);
    const parts = senses.map((sense) =>
      senses.length === 1 && flow.moving > 1
        ? t(`preview.allOf_${sense}`)
        : t(`preview.sense_${sense}`, { number: format.number(flow[sense]) }),
    );
    return t('preview.moves', { ...said, senses: parts.join(', ') });
  };
  return {
    from,
    to,
    people,
    count: format.number,
    share: (customers: number) => format.percent(flow.sampled > 0 ? customers / flow.sampled : 0),
    place: ({ stage }: Place, side: 'today' | 'draft') => (side === 'today' ? from(stage) : to(stage)),
    band: (band: FlowBand) =>
      t(`preview.band_${band.sense}`, { from: from(band.from), to: to(band.to), people: people(band.customers) }),
    title: (band: FlowBand) => {
      const said = { from: from(band.from), to: to(band.to) };
      if (band.sense === 'stays') return t('preview.staying', said);
      return t(today ? 'preview.going' : 'preview.placing', said);
    },
    sentence,
    /** Letters of the longest name, or of what stands above the names. */
    longest: Math.max(
      t('preview.today').length,
      t('preview.draft').length,
      ...flow.today.map(({ stage }) => from(stage).length),
      ...flow.draft.map(({ stage }) => to(stage).length),
    ),
  };
};
export type FlowWords = ReturnType<typeof useFlowWords>;
