import { expect, test } from 'vitest';
import { markField, readable } from './markField.js';

const event = readable('{"type":"track","properties":{"userId":1,"list":[1,2]},"userId":{"a":1},"event":"x"}');

test.each([
  ['type', '  "type": "track",'],
  ['properties', '  "properties": {\n    "userId": 1,\n    "list": [\n      1,\n      2\n    ]\n  },'],
  ['userId', '  "userId": {\n    "a": 1\n  },'],
  ['event', '  "event": "x"'],
  ['missing', ''],
  [null, ''],
])('the field %s is found whole, and nothing else', (field, marked) => {
  const found = markField(event, field);
  expect(found.marked).toBe(marked);
  expect([found.before, found.marked, found.after].join('').replace(/\n/g, '')).toBe(event.replace(/\n/g, ''));
});

test('what is not JSON stays as it came', () => {
  expect(markField(readable('{"a": '), 'a')).toEqual({ before: '{"a": ', marked: '', after: '' });
});
