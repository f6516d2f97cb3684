import { TOUCHPOINT_PRESETS } from '@parcours/core';
import { describe, expect, it } from 'vitest';
import { addTouchpoint, catalogueOf, claimEvent, moveTouchpoint } from './edit.js';

const { touchpoints } = TOUCHPOINT_PRESETS;
const known = touchpoints.map(({ id }) => id);
const blank = { en: '', fr: '' };

describe('the catalogue while it is written', () => {
  it('is what it was, when nothing was written', () => {
    expect(catalogueOf(touchpoints, known)).toEqual(TOUCHPOINT_PRESETS);
  });

  it('gives a new touch point an id by its name, which no other has', () => {
    const added = addTouchpoint(touchpoints, { en: 'Shop', fr: 'Boutique' }, 'Kiosk Used');
    expect(catalogueOf(added, known)?.touchpoints[0]).toMatchObject({ id: 'shop-2', name: { fr: 'Boutique' } });
    expect(catalogueOf(addTouchpoint(touchpoints, { en: 'Other', fr: 'Autre' }, null), known)?.touchpoints[0]?.id).toBe(
      'other-2',
    );
    expect(catalogueOf(addTouchpoint(touchpoints, blank, null), known)).toBeNull();
    const twice = addTouchpoint(addTouchpoint(touchpoints, blank, null), blank, null);
    expect(new Set(twice.map(({ id }) => id)).size).toBe(twice.length);
  });

  it('moves one up and down, and stops at the ends', () => {
    const ids = (to: number) => moveTouchpoint(touchpoints.slice(0, 3), known[1] ?? '', to).map(({ id }) => id);
    const [a, b, c] = known;
    expect(ids(0)).toEqual([b, a, c]);
    expect(ids(3)).toEqual([a, c, b]);
    expect(ids(-1)).toEqual([b, a, c]);
    expect(ids(9)).toEqual([a, c, b]);
  });

  it('sends an event to the test that takes whole names, or to a new one', () => {
    const testsOf = (id: string) => claimEvent(touchpoints, id, 'Kiosk Used').find((one) => one.id === id)?.tests;
    expect(testsOf('after-sales')?.[1]?.values.at(-1)).toBe('Kiosk Used');
    expect(testsOf('shop')?.at(-1)).toEqual({ field: 'event', test: 'in', values: ['Kiosk Used'] });
    expect(testsOf('direct-mail')?.filter(({ last }) => last)).toHaveLength(1);
  });
});
