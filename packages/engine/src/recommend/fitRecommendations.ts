import type { LearnFound, LearnTask, Learnt, recommendModelSchema } from '@parcours/core';
import type { z } from 'zod';
import type { FitPorts } from '../value/keptFits.js';
import { ENOUGH, isEnough, type Supply } from './enough.js';
import type { Purchases } from './gatherPurchases.js';

export type RecommendModel = z.infer<typeof recommendModelSchema>;

/** Tries the methods and learns the best one somewhere: it takes seconds on very many purchases. */
export type LearnPurchases = (task: LearnTask) => Promise<LearnFound>;
export interface LearnPorts extends FitPorts {
  readonly learn: LearnPurchases;
}

/** Tries the methods, and learns the best one from all of history; null where there is too little. */
export const fitRecommendations = async (
  { learn }: Pick<LearnPorts, 'learn'>,
  { customers, products, histories }: Purchases,
): Promise<{ supply: Supply; fitted: Learnt | null }> => {
  const before = { customers, products: products.length, returning: Infinity };
  if (!isEnough(before)) return { supply: { ...before, returning: 0 }, fitted: null };
  const { returning, learnt } = await learn({ histories, least: ENOUGH.returning });
  return { supply: { ...before, returning }, fitted: learnt };
};
