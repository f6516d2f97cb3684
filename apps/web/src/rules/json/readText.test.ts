import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate } from './locate.js';
import { readText } from './readText.js';

const placesOf = (value: unknown, path: (string | number)[] = []): { path: (string | number)[]; value: unknown }[] => {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return [
    { path, value },
    ...Object.entries(value).flatMap(([key, part]) =>
      placesOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
};

describe('a rule as text', () => {
  it('is the rule once it is one', () => {
    expect(readText('{ "quiet": {"for": "P60D"} }')).toEqual({ ok: { quiet: { for: 'P60D' } } });
  });

  it('says where it stops being JSON', () => {
    expect(readText('{\n  "all": [,]\n}')).toEqual({ faults: [{ at: 12, line: 2, column: 11, message: null }] });
  });

  it('says what is wrong with a rule at the line it is on', () => {
    const text = '{\n  "all": [\n    { "quiet": { "for": "soon" } }\n  ]\n}';
    const reading = readText(text);
    expect('faults' in reading && reading.faults[0]).toMatchObject({ line: 3, column: 25, at: text.indexOf('"soon"') });
    expect('faults' in reading && reading.faults[0]?.message?.fr).toMatch(/durée/);
  });

  it('points around what is missing', () => {
    const text = '{"did": {}}';
    const reading = readText(text);
    expect('faults' in reading && reading.faults[0]).toMatchObject({ at: text.indexOf('{}') });
  });

  it('finds every value of any JSON text where it begins', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const { path, value: part } of placesOf(JSON.parse(text))) {
          const { at } = locate(text, path);
          const start = JSON.stringify(part).slice(0, 1);
          expect(text.slice(at, at + 1)).toBe(start);
          if (typeof part === 'string') expect(text.slice(at).startsWith(JSON.stringify(part))).toBe(true);
        }
      }),
    );
  });
});
