import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptMessage } from './accept.js';
import type { Interaction } from './interaction.js';

const NOW = Date.UTC(2024, 4, 31, 9, 30);
const accept = (raw: unknown) => acceptMessage(raw, { receivedAt: NOW, newId: () => 'new' });

const anything = fc.oneof(
  fc.jsonValue({ noUnicodeString: false }),
  // No dates: an object that JSON turns into text is none JSON can have given.
  fc.anything({ withNullPrototype: true, withBigInt: true }),
);

const likely = fc.record(
  {
    type: fc.oneof(
      { arbitrary: fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias'), weight: 6 },
      { arbitrary: anything, weight: 1 },
    ),
    event: fc.oneof(fc.string({ unit: 'binary' }), anything),
    userId: fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), anything),
    anonymousId: fc.oneof(fc.string(), anything),
    previousId: fc.oneof(fc.string(), anything),
    groupId: fc.oneof(fc.integer(), anything),
    messageId: fc.oneof(fc.string(), anything),
    timestamp: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      anything,
    ),
    originalTimestamp: anything,
    sentAt: fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      anything,
    ),
    name: anything,
    properties: fc.oneof(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), anything),
    traits: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), anything),
    context: fc.oneof(
      fc.dictionary(fc.constantFrom('campaign', 'page', 'traits', 'device', 'ip', '__proto__'), fc.jsonValue()),
      anything,
    ),
  },
  { requiredKeys: ['type'] },
);

/** An interaction as its sender would send it again. */
const again = ({ type, time, properties, ...rest }: Interaction): object => ({
  ...rest,
  type,
  timestamp: new Date(time).toISOString(),
  ...(type === 'identify' || type === 'group' ? { traits: properties } : { properties }),
});

test('acceptMessage never throws, and what it accepts reads back from JSON the same', () => {
  fc.assert(
    fc.property(fc.oneof(anything, likely), (raw) => {
      const outcome = accept(raw);
      if ('rejected' in outcome) {
        expect(outcome.rejected.message).not.toBe('');
        return;
      }
      const text = JSON.stringify(outcome.ok);
      expect(JSON.parse(text)).toEqual(outcome.ok);
      expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(outcome.ok.time).toBeGreaterThanOrEqual(0);
      expect(outcome.ok.time).toBeLessThanOrEqual(NOW + 300_000);
    }),
    { numRuns: 500 },
  );
}, 60_000);

test('accepting an accepted interaction again gives the same', () => {
  fc.assert(
    fc.property(likely, (raw) => {
      const outcome = accept(raw);
      if ('rejected' in outcome || outcome.ok.outbound) return;
      expect(accept(again(outcome.ok))).toEqual({ ok: outcome.ok });
    }),
    { numRuns: 500 },
  );
}, 60_000);
