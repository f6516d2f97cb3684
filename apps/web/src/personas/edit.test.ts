import { checkPersonas, noDefinitions, personasSchema } from '@parcours/core';
import { expect, test } from 'vitest';
import { addPersona, BEGINNING, draftOf, movePersona, noPersonas, personasOf } from './edit.js';

const saved = draftOf(BEGINNING);
const known = ['regular', 'bargain-hunter', 'explorer', 'everyone'];
const order = (draft: typeof saved) => draft.personas.map(({ id }) => id);

test('the personas to start from can be saved as they are', () => {
  const personas = personasSchema.parse(personasOf(saved, known));
  expect(personas).toEqual(BEGINNING);
  expect(checkPersonas(personas, { ...noDefinitions, personas })).toEqual([]);
});

test('a persona moves before another, and not beyond the ends', () => {
  expect(order(movePersona(saved, 'explorer', 0))).toEqual(['explorer', 'regular', 'bargain-hunter']);
  expect(order(movePersona(saved, 'regular', 2))).toEqual(['bargain-hunter', 'regular', 'explorer']);
  expect(order(movePersona(saved, 'regular', -1))).toEqual(order(saved));
  expect(order(movePersona(saved, 'nobody', 0))).toEqual(order(saved));
});

test('a new persona takes its id from its name when saved; one that was saved keeps it', () => {
  const added = addPersona(saved, { en: 'New', fr: 'Nouvelle' }, { quiet: { for: 'P1D' } });
  const renamed = {
    ...added,
    personas: added.personas.map((persona) => ({ ...persona, name: { en: 'Été à Paris', fr: '' } })),
  };
  expect(personasOf(renamed, known)?.personas.map(({ id }) => id)).toEqual([
    'regular',
    'bargain-hunter',
    'explorer',
    'ete-a-paris',
  ]);
  expect(personasOf(renamed, known)?.personas[3]?.name).toEqual({ en: 'Été à Paris', fr: 'Été à Paris' });
});

test('without a name or a rule it cannot be saved', () => {
  expect(personasOf(addPersona(noPersonas, { en: 'New', fr: 'New' }, null), [])).toBeNull();
  expect(personasOf(addPersona(noPersonas, { en: ' ', fr: '' }, { quiet: { for: 'P1D' } }), [])).toBeNull();
});
