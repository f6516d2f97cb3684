import { describe, expect, it } from 'vitest';
import { EVENT_LABELS } from '../../interaction/labels.js';
import { checkMoments } from '../check.js';
import { momentsSchema, noDefinitions } from '../schema.js';
import { MOMENT_PRESETS } from './moments.js';

const all = Object.values(MOMENT_PRESETS).flat();

describe('the catalogue of moments of truth', () => {
  it('can be saved whole', () => {
    expect(momentsSchema.parse({ moments: all }).moments).toHaveLength(all.length);
    expect(checkMoments(all, noDefinitions)).toEqual([]);
  });

  it('is about interactions that have a name in both languages', () => {
    for (const { event } of all) expect(EVENT_LABELS).toHaveProperty([event]);
  });

  it('has, in each section, what reinforces and what weakens or breaks', () => {
    for (const moments of Object.values(MOMENT_PRESETS)) {
      expect(moments.some(({ effect }) => effect === 'reinforce')).toBe(true);
      expect(moments.some(({ effect }) => effect !== 'reinforce')).toBe(true);
    }
  });
});
