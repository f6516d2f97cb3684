import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openVeil } from './veil.js';
import { veiledSight, wholeSight } from './withhold.js';

const secret = 'the secret of an installation';
const veil = openVeil(secret, 'main');

describe('[ACCESS-2] a veil', () => {
  it('gives each customer one pseudonym, and finds the way back', () => {
    const ids = Array.from({ length: 500 }, () => randomUUID());
    const hidden = ids.map(veil.hide);
    expect(new Set(hidden).size).toBe(ids.length);
    expect(hidden.map(veil.reveal)).toEqual(ids);
    expect(ids.map(openVeil(secret, 'main').hide)).toEqual(hidden);
    for (const [place, id] of ids.entries()) expect(hidden[place]).not.toBe(id);
  });

  it('is another in each workspace and installation', () => {
    const id = randomUUID();
    const all = [veil, openVeil(secret, 'other'), openVeil('another secret', 'main')];
    expect(new Set(all.map(({ hide }) => hide(id))).size).toBe(3);
    expect(new Set(all.map(({ mark }) => mark('shoes'))).size).toBe(3);
    expect(openVeil(secret, 'other').reveal(veil.hide(id))).not.toBe(id);
  });

  it('reveals nobody for what is no pseudonym', () => {
    for (const text of [
      '',
      'ada@example.com',
      'u1',
      `${randomUUID()}x`,
      '\u0000',
      '00000000-0000-0000-0000-00000000000',
    ])
      expect(veil.reveal(text)).toBeNull();
  });

  it('seals cursors so that they can be neither read nor made up', () => {
    const sealed = veil.seal('["name","asc","Ada"]');
    expect(Buffer.from(sealed, 'base64url').toString('utf8')).not.toContain('Ada');
    expect(veil.open(sealed)).toBe('["name","asc","Ada"]');
    const broken = [`${sealed.slice(0, -2)}AA`, sealed.slice(0, 20), '', 'x', openVeil(secret, 'other').seal('[]')];
    for (const cursor of broken) expect(() => veil.open(cursor)).toThrow('This cursor is not one of this list');
  });
});

describe('[ACCESS-2] sight', () => {
  const examples = [{ id: randomUUID(), name: 'Ada' }];
  const trait = { name: 'city', types: ['text' as const], values: ['Lyon'] };
  const vocabulary = {
    events: [{ event: 'Order Completed', interactions: 3, properties: [trait] }],
    traits: [trait],
    models: [],
    segments: [],
    personas: [],
  };

  it('withholds who an example is, and the values customers gave', () => {
    const sight = veiledSight(veil);
    expect(sight.examples(examples)).toEqual([{ id: veil.hide(examples[0]?.id as string), name: null }]);
    expect(JSON.stringify(sight.vocabulary(vocabulary))).not.toContain('Lyon');
    expect(sight.vocabulary(vocabulary).events[0]).toMatchObject({ event: 'Order Completed', interactions: 3 });
  });

  it('shows all of it where personal data is seen', () => {
    expect(wholeSight.examples(examples)).toEqual(examples);
    expect(wholeSight.vocabulary(vocabulary)).toEqual(vocabulary);
  });
});
