import fc from 'fast-check';
import {
  EVENT_OF_TYPE,
  type Interaction,
  type InteractionType,
  type Json,
  type JsonObject,
} from '../interaction/interaction.js';
import type { Model } from '../lifecycle/schema.js';
import { EVENTS, modelArbitrary, scalarArbitrary } from './arbitraryModels.js';

const HOUR = 3_600_000;
/** Zones with an hour's, and with half an hour's, daylight saving. UTC more often: it is quick. */
export const zoneArbitrary = fc.constantFrom('UTC', 'UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe');

/** Where histories begin: before months of unequal length and before changes of the clocks in those zones. */
const BEGINNINGS = [
  '2024-01-28T22:00Z',
  '2024-03-08T06:00Z',
  '2024-03-29T23:00Z',
  '2024-04-05T13:00Z',
  '2024-10-25T22:00Z',
];
export const beginningArbitrary = fc.constantFrom(...BEGINNINGS.map((text) => Date.parse(text)));

const json: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scalarArbitrary },
  { weight: 3, arbitrary: fc.constantFrom<Json[]>(0, 3, 0.2, 0.1234567, -1.5, 1e21, 1e-7, -0.0000019, 0.3) },
  { weight: 2, arbitrary: fc.constantFrom<Json[]>(null, ['x', 'y'], [{ p: 'x' }, 'x'], {}, { p: 'x' }) },
);
const optional = { requiredKeys: [] as [] };
const properties: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      n: json,
      s: json,
      k: fc.constantFrom<Json[]>('v', 'w', 'w', 1, true, null),
      o: fc.record({ p: json }, optional),
      'a.b': json,
      a: fc.record({ b: json }),
    },
    optional,
  )
  .map((value) => ({ ...value }) as JsonObject);
const traits: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      t: json,
      u: json,
      o: fc.record({ p: json }, optional),
      k: scalarArbitrary,
      'o.p': fc.constantFrom<Json[]>(null, 'x'),
    },
    optional,
  )
  .map((value) => ({ ...value }) as JsonObject);

const types: fc.Arbitrary<InteractionType> = fc.oneof(
  { weight: 14, arbitrary: fc.constant<InteractionType>('track') },
  { weight: 4, arbitrary: fc.constant<InteractionType>('identify') },
  { weight: 2, arbitrary: fc.constantFrom<InteractionType[]>('page', 'screen', 'group', 'alias') },
);
/** Beginnings of messageIds whose order as UTF-16 differs from their order as bytes. */
const prefix = fc.constantFrom('a', 'b', 'é', '\uffee', '😀', '');

interface Drawn {
  readonly type: InteractionType;
  readonly event: string;
  readonly slot: number;
  readonly jitter: number;
  readonly prefix: string;
  readonly outbound: boolean;
  /** A track call may carry any name, another call's too. */
  readonly disguised: boolean;
  readonly properties: JsonObject;
  readonly traits: JsonObject;
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  type: types,
  event: fc.constantFrom(...EVENTS),
  slot: fc.nat({ max: 60 }),
  jitter: fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1),
  prefix,
  outbound: fc.constantFrom(false, false, false, false, true),
  disguised: fc.nat({ max: 30 }).map((n) => n === 30),
  properties,
  traits,
});

/** A tracked interaction; override what matters. */
export const interactionOf = (part: Partial<Interaction> & { time: number }): Interaction => ({
  messageId: `m-${part.time}`,
  type: 'track',
  event: part.type && part.type !== 'track' ? EVENT_OF_TYPE[part.type] : 'A',
  userId: 'u',
  anonymousId: null,
  previousId: null,
  groupId: null,
  properties: {},
  context: {},
  outbound: false,
  ...part,
});

const placed = (beginning: number, one: Drawn, index: number): Interaction => {
  const { type, event, slot, jitter, outbound } = one;
  const time = beginning + slot * 6 * HOUR + jitter;
  const name = type === 'track' ? { event: one.disguised ? 'Identified' : event } : {};
  const carried = type === 'identify' ? one.traits : one.properties;
  return interactionOf({ messageId: `${one.prefix}${index}`, type, ...name, time, outbound, properties: carried });
};

/** None or many: whether all tracks are looked at, whatever is heard. */
export const fewArbitrary = fc.constantFrom(0, 100);

/** 1 to `most` interactions over fifteen days on a grid of six hours, so that milliseconds and window ends collide. */
export const historyArbitrary = ({
  least = 1,
  most = 40,
}: {
  least?: number;
  most?: number;
} = {}): fc.Arbitrary<Interaction[]> =>
  fc
    .tuple(beginningArbitrary, fc.array(drawn, { minLength: least, maxLength: most, size: 'max' }))
    .map(([beginning, all]) => all.map((one, index) => placed(beginning, one, index)));

/**
 * [TIME-4] A model and a history whose windows do not end in the order in which they began: months from
 * the last days of January, days across a missing hour.
 */
export const unorderedArbitrary: fc.Arbitrary<{ model: Model; history: Interaction[]; zone: string }> = fc
  .tuple(
    fc.constantFrom(
      { beginning: Date.parse('2023-01-28T20:00Z'), slot: 2 * HOUR, durations: ['P1M', 'P1M1D'], zone: 'UTC' },
      {
        beginning: Date.parse('2024-03-30T00:50Z'),
        slot: HOUR / 6,
        durations: ['P1D', 'P1DT1H'],
        zone: 'Europe/Paris',
      },
    ),
    modelArbitrary(),
    fc.array(drawn, { minLength: 2, maxLength: 16, size: 'max' }),
    fc.infiniteStream(fc.nat({ max: 1 })),
  )
  .map(([{ beginning, slot, durations, zone }, model, all, choices]) => {
    const text = JSON.stringify(model).replace(/"P[1-9T][^"]*"/g, () => `"${durations[choices.next().value ?? 0]}"`);
    const history = all.map((one, index) => ({
      ...placed(0, one, index),
      time: beginning + (one.slot % 40) * slot + one.jitter,
    }));
    return { model: JSON.parse(text) as Model, history, zone };
  });

/** How long after the newest interaction to look, in slots of six hours; or from which interaction's instant. */
export type Look = { readonly after: number } | { readonly from: number };
export const lookArbitrary: fc.Arbitrary<Look> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ after: fc.nat({ max: 240 }) }) },
  { weight: 1, arbitrary: fc.record({ from: fc.nat({ max: 1000 }) }) },
);
export const instantOfLook = (look: Look, history: readonly Interaction[]): number => {
  const times = history.map(({ time }) => time);
  return 'after' in look ? Math.max(...times) + look.after * 6 * HOUR : (times[look.from % times.length] as number);
};

const name = fc.constantFrom('u', 'v', 'w', 'a', 'b');
const identifiers = fc.oneof(
  { weight: 3, arbitrary: fc.record({ userId: name, anonymousId: fc.constant(null), previousId: fc.constant(null) }) },
  { weight: 4, arbitrary: fc.record({ userId: fc.constant(null), anonymousId: name, previousId: fc.constant(null) }) },
  { weight: 3, arbitrary: fc.record({ userId: name, anonymousId: name, previousId: fc.constant(null) }) },
  { weight: 2, arbitrary: fc.record({ userId: name, anonymousId: fc.option(name, { nil: null }), previousId: name }) },
);

/** Interactions of several people and devices, some shared; users and devices may bear the same name. */
export const identifiedArbitrary: fc.Arbitrary<Interaction[]> = fc
  .array(fc.tuple(identifiers, fc.nat({ max: 6 }), prefix), { minLength: 1, maxLength: 12, size: 'max' })
  .map((all) =>
    all.map(([ids, time, start], index) =>
      interactionOf({ ...ids, time, type: ids.previousId === null ? 'track' : 'alias', messageId: `${start}${index}` }),
    ),
  );

/** A model kept per value and a history with more values than PER-2 keeps. */
export const manyValuesArbitrary: fc.Arbitrary<{ model: Model; history: Interaction[] }> = fc
  .tuple(
    modelArbitrary({ per: 'k' }),
    fc.array(fc.tuple(drawn, fc.nat({ max: 44 })), { minLength: 50, maxLength: 120, size: 'max' }),
  )
  .map(([model, all]) => ({
    model,
    history: all.map(([one, value], index) => {
      const interaction = placed(0, one, index);
      return { ...interaction, properties: { ...interaction.properties, ...(value > 40 ? {} : { k: value }) } };
    }),
  }));
