import { type Learnt, METHODS, pairedDifference } from '@parcours/core';
import { type Supply, tellLack } from './enough.js';
import { fitRecommendations, type LearnPorts, type RecommendModel } from './fitRecommendations.js';
import { gatherPurchases, type OnCustomer, type Purchases } from './gatherPurchases.js';
import type { RecommendQuestion } from './recommendQuestion.js';

/** The model, or what it lacks. */
export type RecommendAnswer =
  | { readonly is: 'model'; readonly model: RecommendModel }
  | { readonly is: 'tooLittle'; readonly lack: string; readonly supply: Supply };

export interface MeasuredRecommendations {
  readonly answer: RecommendAnswer;
  readonly purchases: Purchases;
  readonly fitted: Learnt | null;
}

const NAMES = [...METHODS, 'popularity'] as const;

const modelOf = (
  { evaluations, method, cutoff }: Learnt,
  { products, leftOut, customers, learntFrom }: Purchases,
  { event, by, now }: RecommendQuestion & { now: number },
): RecommendModel => {
  const recallOf = (name: (typeof NAMES)[number]) => evaluations[name].all.recall;
  const { all, fresh } = evaluations.popularity;
  const served = evaluations[method];
  return {
    measuredAt: new Date(now).toISOString(),
    ...{ event, by, method, customers, learntFrom },
    recallAt20: {
      ...{ cooccurrence: recallOf('cooccurrence'), after: recallOf('after'), ease: recallOf('ease') },
      popularity: recallOf('popularity'),
    },
    popularity: recallOf('popularity'),
    gain: pairedDifference(served.all.each, all.each),
    gainNew: pairedDifference(served.fresh.each, fresh.each),
    methods: NAMES.map((name) => ({
      method: name,
      ...{ recall: recallOf(name), error: evaluations[name].all.error, recallNew: evaluations[name].fresh.recall },
    })).sort((a, b) => (b.recall ?? 0) - (a.recall ?? 0)),
    cutoff: new Date(cutoff).toISOString(),
    tested: { customers: all.customers, customersNew: fresh.customers },
    ...{ products: products.length, productsLeftOut: leftOut },
  };
};

/** [NEXT-1] [NEXT-2] Gathers what was bought, tries the methods and learns the best one. */
export const measureRecommendations = async (
  ports: Pick<LearnPorts, 'warehouse' | 'learn'>,
  asked: RecommendQuestion,
  { now, onCustomer }: { readonly now: number; readonly onCustomer?: OnCustomer },
): Promise<MeasuredRecommendations> => {
  const purchases = await gatherPurchases(ports, asked, onCustomer);
  const { supply, fitted } = await fitRecommendations(ports, purchases);
  const answer: RecommendAnswer = fitted
    ? { is: 'model', model: modelOf(fitted, purchases, { ...asked, now }) }
    : { is: 'tooLittle', lack: tellLack(supply, asked.event), supply };
  return { answer, purchases, fitted };
};
