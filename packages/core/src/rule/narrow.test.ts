import { describe, expect, it } from 'vitest';
import { narrowRule } from './narrow.js';
import type { Rule } from './schema.js';

const review: Rule = {
  all: [{ did: { event: 'Product Reviewed' } }, { last: { event: 'Product Reviewed', property: 'rating', gte: 4 } }],
};
const shared: Rule = { did: { event: 'Product Shared' } };
const silent: Rule = { quiet: { for: 'P30D' } };

describe('narrowRule', () => {
  it('keeps of alternatives those the event can have made true', () => {
    expect(narrowRule({ any: [review, shared] }, 'Product Shared')).toEqual(shared);
    expect(narrowRule({ all: [{ any: [review, shared] }, silent] }, 'Product Reviewed')).toEqual({
      all: [review, silent],
    });
  });
  it('keeps what waits for time when time alone moved the customer', () => {
    expect(narrowRule({ any: [shared, silent] }, null)).toEqual(silent);
  });
  it('keeps the whole rule when nothing fits', () => {
    expect(narrowRule({ any: [review, shared] }, 'Order Completed')).toEqual({ any: [review, shared] });
  });
});
