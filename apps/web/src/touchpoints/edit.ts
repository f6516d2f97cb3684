import type { Touchpoint, Touchpoints, TouchpointTest } from '@parcours/core';
import { type Draft, settled } from '../ui/BilingualField.js';
import { slugOf } from '../ui/slug.js';

/** A touch point while it is written: its name may be empty. */
export type TouchpointDraft = Omit<Touchpoint, 'name'> & { readonly name: Draft };
export type Drafts = readonly TouchpointDraft[];

/** As it can be saved, null while a name is missing. New ones are given an id by their name; `known` keep theirs. */
export const catalogueOf = (drafts: Drafts, known: readonly string[]): Touchpoints | null => {
  const taken = ['other', ...drafts.map(({ id }) => id).filter((id) => known.includes(id))];
  const touchpoints: Touchpoint[] = [];
  for (const draft of drafts) {
    const name = settled(draft.name);
    if (!name) return null;
    const id = known.includes(draft.id) ? draft.id : slugOf(name.en, taken, 'touchpoint');
    taken.push(id);
    touchpoints.push({ ...draft, id, name });
  }
  return { touchpoints };
};

/** Puts one before the place `to`, as places are before it moves. */
export const moveTouchpoint = (drafts: Drafts, id: string, to: number): Drafts => {
  const from = drafts.findIndex((one) => one.id === id);
  const moved = drafts[from];
  if (!moved) return drafts;
  const rest = drafts.toSpliced(from, 1);
  return rest.toSpliced(Math.min(Math.max(to > from ? to - 1 : to, 0), rest.length), 0, moved);
};

export const withTouchpoint = (drafts: Drafts, changed: TouchpointDraft): Drafts =>
  drafts.map((one) => (one.id === changed.id ? changed : one));

/** A new touch point on top, where it is tried first; it takes an event, if one is given. */
export const addTouchpoint = (drafts: Drafts, name: Draft, event: string | null): Drafts => {
  const id = slugOf(
    `new ${name.en}`,
    drafts.map((one) => one.id),
    'new',
  );
  const tests: TouchpointTest[] = [{ field: 'event', test: 'in', values: event === null ? [] : [event] }];
  const rest = { channel: 'in-person', presence: 'offline', icon: 'pin', active: true, words: [], place: [] } as const;
  return [{ id, name, tests, ...rest, words: [], place: [] }, ...drafts];
};

/** Sends an event to a touch point: to the test that takes whole event names, or to a new one. */
export const claimEvent = (drafts: Drafts, id: string, event: string): Drafts =>
  drafts.map((one) => {
    if (one.id !== id) return one;
    const at = one.tests.findIndex(({ field, test, last }) => field === 'event' && test === 'in' && !last);
    const known = one.tests[at];
    const tests = known
      ? one.tests.with(at, { ...known, values: [...known.values, event] })
      : [...one.tests, { field: 'event', test: 'in' as const, values: [event] }];
    return { ...one, tests };
  });
