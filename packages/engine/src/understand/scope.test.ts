import { expect, test } from 'vitest';
import { refusePersonal, tooLittle } from './scope.js';

test('too little data says how much is needed and how much there is, in words and in figures', () => {
  const refusal = tooLittle('purchases', { needed: 30, found: 4 });
  expect(refusal).toMatchObject({ code: 'data.tooLittle', status: 422 });
  expect(refusal.details).toEqual({ of: 'purchases', needed: 30, found: 4 });
  expect(refusal.message).toContain('at least 30 purchases');
  expect(refusal.message).toContain('there are 4');
});

test('[ACCESS-2] personal properties are for those who see them', () => {
  expect(() => refusePersonal(['price', 'customer.email'], false)).toThrow('“customer.email”');
  expect(() => refusePersonal(['customer.email'], true)).not.toThrow();
  expect(() => refusePersonal(['price'], false)).not.toThrow();
});
