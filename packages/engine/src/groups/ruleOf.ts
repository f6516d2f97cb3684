import type { Bound, Rule } from '@parcours/core';
import type { Scoped } from '../understand/scope.js';
import type { ComparedBy } from './readBehaviour.js';

const DAY = 86_400_000;
/** Cents are exact; amounts are cut where a person would. */
const amountOf = (value: number): number => Math.round(value * 100) / 100;

/** A rule for at least so much. */
const reaching = ({ kind, event }: ComparedBy, value: number, asked: Asked): Rule => {
  const { within, where } = asked;
  if (kind === 'silent') return { quiet: { for: `P${Math.max(1, Math.ceil(value))}D` } };
  if (kind === 'spent')
    return { sum: { event: 'Order Completed', ...where, property: 'total', atLeast: amountOf(value), within } };
  const times = Math.max(1, Math.ceil(value));
  return { did: { event: event ?? '', ...where, ...(times > 1 ? { atLeast: times } : {}), within } };
};

interface Asked {
  readonly within: string;
  readonly where: { readonly where?: Scoped['where'][number][] };
}

/**
 * [GROUP-5] The bounds as a rule anybody can read and change, on the time from the beginning of the period until now. Null where
 * the period is over, which no rule can name, and where there are no bounds.
 */
export const ruleOf = (bounds: readonly Bound[], by: readonly ComparedBy[], scoped: Scoped): Rule | null => {
  const { from, to, now, segment, where } = scoped;
  if (to <= now || bounds.length === 0) return null;
  const asked = {
    within: `P${Math.max(1, Math.ceil((now - from) / DAY))}D`,
    where: where.length > 0 ? { where: [...where] } : {},
  };
  const told = bounds.flatMap(({ column, atLeast, value }): Rule[] => {
    const trait = by[column];
    if (!trait) return [];
    const rule = reaching(trait, value, asked);
    return [atLeast ? rule : { not: rule }];
  });
  const all = segment === null ? told : [{ segment }, ...told];
  return all.length === 1 ? (all[0] ?? null) : { all };
};
