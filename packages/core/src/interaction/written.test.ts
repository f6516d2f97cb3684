import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileModels } from '../definitions/compile.js';
import { PRESETS } from '../lifecycle/presets/index.js';
import { toFact } from './fact.js';
import { INTERACTION_TYPES, type Interaction, type JsonObject } from './interaction.js';
import { readInteractions, writeInteractions, writtenFact } from './written.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\t', '\n', '\r\n', '"\t"', '\ud800', '\0', '\u2028'),
);
const maybe = fc.option(text, { nil: null });
const object = fc.dictionary(text, fc.jsonValue()) as fc.Arbitrary<JsonObject>;
const interaction: fc.Arbitrary<Interaction> = fc.record({
  messageId: text,
  type: fc.constantFrom(...INTERACTION_TYPES),
  time: fc.integer(),
  event: fc.oneof(text, fc.constantFrom('Product Reviewed', 'Survey Answered', 'Order Completed')),
  userId: maybe,
  anonymousId: maybe,
  previousId: maybe,
  groupId: maybe,
  properties: fc.oneof(object, fc.record({ rating: fc.integer(), score: fc.integer() })),
  context: object,
  outbound: fc.boolean(),
});

it('gives interactions back as they were, whatever characters they hold', () => {
  fc.assert(
    fc.property(fc.array(interaction), (interactions) => {
      const read = readInteractions(writeInteractions(interactions));
      expect(
        read.map((one) => ({ ...one, properties: JSON.parse(one.properties), context: JSON.parse(one.context) })),
      ).toEqual(JSON.parse(JSON.stringify(interactions)));
    }),
  );
});

it('reads what was written as one list before', () => {
  fc.assert(
    fc.property(fc.array(interaction, { minLength: 1 }), (interactions) => {
      const plain = JSON.parse(JSON.stringify(interactions)) as Interaction[];
      expect(readInteractions(JSON.stringify(plain))).toEqual(readInteractions(writeInteractions(plain)));
    }),
  );
});

it('gives the fold the same fact, written or not', () => {
  const { needs } = compileModels(PRESETS, 'UTC');
  fc.assert(
    fc.property(interaction, (one) => {
      const [read] = readInteractions(writeInteractions([one]));
      expect(read && writtenFact(needs, read)).toEqual(toFact(needs, JSON.parse(JSON.stringify(one))));
    }),
  );
});
