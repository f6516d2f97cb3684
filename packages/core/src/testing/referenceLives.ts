import type { Interaction } from '../interaction/interaction.js';
import { compareBytes, compareOrder, typeRank } from '../interaction/order.js';
import type { Model } from '../lifecycle/schema.js';
import { valueAt } from './referenceRule.js';

/** [PER-2] */
const MOST_VALUES = 32;

/** [ORDER-1] */
const inOrder = (a: Interaction, b: Interaction): number =>
  compareOrder(
    { time: a.time, rank: typeRank(a.type), messageId: a.messageId },
    { time: b.time, rank: typeRank(b.type), messageId: b.messageId },
  );

/** [POS-2] [ORDER-1] Without what came again, in order. */
export const historyOf = (interactions: readonly Interaction[]): readonly Interaction[] => {
  const accepted = new Map<string, Interaction>();
  for (const one of interactions) if (!accepted.has(one.messageId)) accepted.set(one.messageId, one);
  return [...accepted.values()].sort(inOrder);
};

/** What counts for one value of `per`, from its first interaction until it was evicted. */
export interface Life {
  readonly value: string;
  readonly history: Interaction[];
  lastOwn: number;
  evictedAt: number | null;
}

/** [PER-1] to [PER-4] */
export const livesOf = ({ per }: Model, history: readonly Interaction[]): Life[] => {
  const lives: Life[] = [];
  const begin = (value: string): Life => {
    const life = { value, history: [], lastOwn: 0, evictedAt: null };
    lives.push(life);
    return life;
  };
  for (const interaction of history) {
    const living = lives.filter(({ evictedAt }) => evictedAt === null);
    const own = per === undefined ? '' : ownValue(interaction, per);
    if (own === null) {
      for (const life of living) life.history.push(interaction);
      continue;
    }
    let life = living.find(({ value }) => value === own);
    if (!life) {
      if (living.length === MOST_VALUES) {
        const [oldest] = living.sort((a, b) => a.lastOwn - b.lastOwn || compareBytes(a.value, b.value));
        if (oldest) oldest.evictedAt = interaction.time;
      }
      life = begin(own);
    }
    life.lastOwn = interaction.time;
    life.history.push(interaction);
  }
  return lives;
};

const ownValue = (interaction: Interaction, per: string): string | null => {
  if (interaction.type === 'identify') return null;
  const value = valueAt(interaction.properties, per);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : null;
};
