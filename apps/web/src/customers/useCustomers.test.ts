import { expect, test } from 'vitest';
import type { Model } from '../models/useModel.js';
import { filtersOf } from './useCustomers.js';

const model = { id: 'm', stages: [{ id: 'a' }, { id: 'b' }] } as unknown as Model;

test('the address is read as filters', () => {
  const filters = filtersOf({ stage: 'b', direction: 'receding', moved: 'back', stuck: 'true', q: 'lu' }, model);
  expect(filters).toMatchObject({ stage: 'b', direction: 'receding', moved: 'back', stuck: 'true', q: 'lu' });
});

test('what the address says badly is left aside rather than refused', () => {
  const filters = filtersOf(
    { stage: 'zzz', direction: 'up', moved: 'x', stuck: 'maybe', sort: 'id', order: '1' },
    model,
  );
  expect(filters).toEqual({
    q: undefined,
    stage: undefined,
    direction: undefined,
    moved: undefined,
    destination: undefined,
    stuck: undefined,
    segment: undefined,
    persona: undefined,
    sort: 'lastSeen',
    order: 'desc',
  });
});

test('those the model does not place can be asked for', () => {
  expect(filtersOf({ stage: 'unplaced' }, model).stage).toBe('unplaced');
});
