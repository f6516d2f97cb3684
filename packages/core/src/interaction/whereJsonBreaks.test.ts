import { expect, test } from 'vitest';
import { whereJsonBreaks } from './whereJsonBreaks.js';

test.each([
  ['', 1, 1, 'a value'],
  ['{"a":}', 1, 6, 'a value'],
  ['{"a":1,}', 1, 8, 'a key in double quotes'],
  ['[1,2', 1, 5, 'a comma or the closing bracket'],
  ['{"a":1}\n{', 2, 1, 'nothing more'],
  ['{\n  "batch": [\n    {"type": track}\n  ]\n}', 3, 14, 'a value'],
  ["{'a':1}", 1, 2, 'a key in double quotes or }'],
  ['[NaN]', 1, 2, 'a value or ]'],
  ['["\u0000"]', 1, 2, 'a value or ]'],
])('%j breaks at line %i, column %i', (text, line, column, expected) => {
  expect(whereJsonBreaks(text)).toMatchObject({ line, column, expected });
});

test('agrees with the engine about what is JSON', () => {
  for (const text of ['{}', '[]', ' [1, -0.5e+3, "a\\u00e9\\n", null, {"k": [true, {}]}] ', '"x"', '0']) {
    expect(whereJsonBreaks(text)).toBeUndefined();
  }
  expect(whereJsonBreaks('['.repeat(200_000))).toMatchObject({ column: 200_001 });
});
