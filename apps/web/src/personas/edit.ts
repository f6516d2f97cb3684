import type { Bilingual, Personas, Rule } from '@parcours/core';
import { type Draft, settled } from '../ui/BilingualField.js';
import { slugOf } from '../ui/slug.js';

export interface PersonaDraft {
  readonly id: string;
  readonly name: Draft;
  readonly description: Draft;
  readonly rule: Rule | null;
}
export interface PersonasDraft {
  readonly personas: readonly PersonaDraft[];
  readonly fallback: Omit<PersonaDraft, 'rule'>;
}

/** As many as there can be, beside the fallback. */
export const MAX_PERSONAS = 23;

const EVERYONE: Bilingual = { en: 'Everyone else', fr: 'Tous les autres' };
const NOTHING: Draft = { en: '', fr: '' };
const order = { event: 'Order Completed' };

/** Three that most shops recognise, to start from. */
export const BEGINNING: Personas = {
  personas: [
    {
      id: 'regular',
      name: { en: 'The regular', fr: 'L’habitué' },
      rule: { did: { ...order, atLeast: 3, within: 'P365D' } },
    },
    {
      id: 'bargain-hunter',
      name: { en: 'The bargain hunter', fr: 'Le chasseur de bonnes affaires' },
      rule: { any: [{ did: { event: 'Coupon Redeemed' } }, { did: { event: 'Coupon Applied' } }] },
    },
    {
      id: 'explorer',
      name: { en: 'The explorer', fr: 'Le curieux' },
      rule: { any: [{ did: { event: 'Product Viewed', atLeast: 3 } }, { did: { event: 'Page Viewed', atLeast: 5 } }] },
    },
  ],
  fallback: { id: 'everyone', name: EVERYONE },
};

const partOf = (part: { id: string; name: Bilingual; description?: Bilingual | undefined }) => ({
  id: part.id,
  name: part.name,
  description: part.description ?? NOTHING,
});

export const draftOf = ({ personas, fallback }: Personas): PersonasDraft => ({
  personas: personas.map((persona) => ({ ...partOf(persona), rule: persona.rule })),
  fallback: partOf(fallback),
});

export const noPersonas: PersonasDraft = draftOf({ personas: [], fallback: { id: 'everyone', name: EVERYONE } });

const settledPart = ({ id, name, description }: Omit<PersonaDraft, 'rule'>) => {
  const known = settled(name);
  const about = settled(description);
  return known && { id, name: known, ...(about ? { description: about } : {}) };
};

/**
 * The draft as it can be saved; null while a persona has no name or no rule. Those that are not `known` yet, by their
 * ids, are named after what they are called.
 */
export const personasOf = ({ personas, fallback }: PersonasDraft, known: readonly string[]): Personas | null => {
  const last = settledPart(fallback);
  const taken = [...personas, fallback].map(({ id }) => id).filter((id) => known.includes(id) || id === fallback.id);
  const whole = personas.flatMap((persona) => {
    const part = settledPart(persona);
    if (!part || !persona.rule) return [];
    const id = known.includes(persona.id) ? persona.id : slugOf(part.name.en, taken, 'persona');
    taken.push(id);
    return [{ ...part, id, rule: persona.rule }];
  });
  return last && whole.length === personas.length ? { personas: whole, fallback: last } : null;
};

export const addPersona = (
  draft: PersonasDraft,
  name: Bilingual,
  rule: Rule | null,
  description: Draft = NOTHING,
): PersonasDraft => {
  const taken = [...draft.personas.map(({ id }) => id), draft.fallback.id];
  const fresh = { id: slugOf(name.en, taken, 'persona'), name, description, rule };
  return { ...draft, personas: [...draft.personas, fresh] };
};

/** Puts a persona before the `to`th, as the places were before. */
export const movePersona = (draft: PersonasDraft, id: string, to: number): PersonasDraft => {
  const from = draft.personas.findIndex((persona) => persona.id === id);
  const moved = draft.personas[from];
  if (!moved) return draft;
  const rest = draft.personas.toSpliced(from, 1);
  return { ...draft, personas: rest.toSpliced(Math.max(0, from < to ? to - 1 : to), 0, moved) };
};
