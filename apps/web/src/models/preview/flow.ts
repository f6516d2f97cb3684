import type { ModelPreviewed } from '../../api/definitionPaths.js';

/** A stage as the drawing needs it: its id, and its place among its model's stages for its colour. */
export interface Place {
  /** Null is not on the journey. */
  readonly stage: string | null;
  readonly index: number;
  readonly count: number;
  readonly customers: number;
}
export type Sense = 'stays' | 'further' | 'back';
export interface FlowBand {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
  readonly sense: Sense;
}
export interface Flow {
  readonly today: readonly Place[];
  readonly draft: readonly Place[];
  /** Those who move first, the many before the few. */
  readonly bands: readonly FlowBand[];
  readonly moving: number;
  readonly further: number;
  readonly back: number;
  readonly sampled: number;
}
interface Staged {
  readonly stages: readonly { readonly id: string }[];
}

const placesOf = (model: Staged | null, counts: ModelPreviewed['today']): Place[] => {
  const ids = (model?.stages ?? []).map(({ id }) => id);
  const customersAt = (stage: string | null) => counts.find((one) => one.stage === stage)?.customers ?? 0;
  const known = ids.map((stage, index) => ({ stage, index, count: ids.length, customers: customersAt(stage) }));
  const outside = customersAt(null);
  const nowhere = { stage: null, index: -1, count: ids.length, customers: outside };
  return outside > 0 || ids.length === 0 ? [nowhere, ...known] : known;
};

/** How far each stage is, by the draft; one that the draft has no more comes right after the last before it that stays. */
const ranksOf = (today: Staged | null, draft: Staged): ((stage: string | null) => number) => {
  const ranks = new Map<string, number>(draft.stages.map(({ id }, index) => [id, index + 1]));
  let before = 0;
  for (const { id } of today?.stages ?? []) {
    const rank = ranks.get(id);
    if (rank === undefined) ranks.set(id, before + 0.5);
    else before = rank;
  }
  return (stage) => (stage === null ? 0 : (ranks.get(stage) ?? 0));
};

const senseOf = (from: number, to: number, same: boolean): Sense => {
  if (same) return 'stays';
  return to > from ? 'further' : 'back';
};

const peopleOf = (bands: readonly FlowBand[], senses: readonly Sense[]): number =>
  bands.reduce((sum, { customers, sense }) => sum + (senses.includes(sense) ? customers : 0), 0);

/** Who goes from where to where between the model in use (null for a new one) and a draft. */
export const flowOf = (preview: ModelPreviewed, today: Staged | null, draft: Staged): Flow => {
  const rank = ranksOf(today, draft);
  const bands = preview.bands
    .filter(({ customers }) => customers > 0)
    .map(({ from, to, customers }): FlowBand => {
      const sense = senseOf(rank(from), rank(to), from === to);
      return { key: JSON.stringify([from, to]), from, to, customers, sense };
    })
    .sort((a, b) => Number(a.sense === 'stays') - Number(b.sense === 'stays') || b.customers - a.customers);
  return {
    today: placesOf(today, preview.today),
    draft: placesOf(draft, preview.draft),
    bands,
    moving: peopleOf(bands, ['further', 'back']),
    further: peopleOf(bands, ['further']),
    back: peopleOf(bands, ['back']),
    sampled: preview.sampled,
  };
};
