import { type Condition, type Effect, MOMENT_PRESETS, type Moment, type Moments, type Rule } from '@parcours/core';
import { type Draft, settled } from '../ui/BilingualField.js';
import { slugOf } from '../ui/slug.js';

/** A moment while it is changed. */
export interface MomentDraft {
  readonly id: string;
  readonly name: Draft;
  readonly event: string;
  readonly where: Condition[] | undefined;
  readonly provided: Rule | null;
  readonly weight: number;
  readonly effect: Effect;
}

export const draftOf = ({ id, name, event, where, provided, weight, effect }: Moment): MomentDraft => ({
  id,
  name,
  event,
  where,
  provided: provided ?? null,
  weight,
  effect,
});

/** The moment as it can be saved; null while it has no name. */
export const momentOf = ({ name, where, provided, ...rest }: MomentDraft): Moment | null => {
  const known = settled(name);
  if (!known) return null;
  return { ...rest, name: known, ...(where ? { where } : {}), ...(provided ? { provided } : {}) };
};

export const newMoment = (name: Draft, event: string, taken: readonly string[]): MomentDraft => ({
  id: slugOf(name.en, taken, 'moment'),
  name,
  event,
  where: undefined,
  provided: null,
  weight: 10,
  effect: 'reinforce',
});

/** The one interaction a moment is about, as a rule: for words, and for counting to whom it happened. */
export const ruleOf = ({ event, where, provided }: Pick<MomentDraft, 'event' | 'where' | 'provided'>): Rule => {
  const did: Rule = { did: { event, ...(where ? { where } : {}) } };
  return provided ? { all: [did, provided] } : did;
};

/** Moments of the catalogue, by their ids, added to those there are. */
export const withPresets = ({ moments }: Moments, ids: readonly string[]): Moments => {
  const there = new Set(moments.map(({ id }) => id));
  const chosen = Object.values(MOMENT_PRESETS)
    .flat()
    .filter(({ id }) => ids.includes(id) && !there.has(id));
  return { moments: [...moments, ...chosen] };
};

/** A moment put in the place of the one with its id, else at the end. */
export const withMoment = ({ moments }: Moments, moment: Moment): Moments => {
  const at = moments.findIndex(({ id }) => id === moment.id);
  return { moments: at < 0 ? [...moments, moment] : moments.with(at, moment) };
};

export const withoutMoment = ({ moments }: Moments, id: string): Moments => ({
  moments: moments.filter((moment) => moment.id !== id),
});
