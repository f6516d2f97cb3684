import {
  INTERACTION_TYPES,
  type Interaction,
  type JsonObject,
  readTouchpoints,
  TOUCHPOINT_BOUNDS,
  TOUCHPOINT_PRESETS,
  type Touchpoints,
  touchpointClassifier,
  touchpointSteps,
} from '@parcours/core';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifiedRows } from './classify.sql.js';
import { countTouchpoints } from './countTouchpoints.js';

type Told = Pick<Interaction, 'event' | 'type' | 'properties' | 'context'>;
const told = (given: Partial<Told>): Told => ({
  event: 'Something',
  type: 'track',
  properties: {},
  context: {},
  ...given,
});

const nested = (path: string, value: unknown): JsonObject =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as JsonObject;

const holding = (field: string, value: unknown): Told => {
  if (field === 'event') return told({ event: String(value) });
  if (field === 'type') return told({ type: value as Told['type'], event: 'x' });
  const [source = '', ...keys] = field.split('.');
  return told({ [source]: nested(keys.join('.'), value) });
};

type Step = ReturnType<typeof touchpointSteps>[number];
const valuesOf = ({ test, values }: Step): unknown[] => {
  if (test === 'exists') return ['x', 4, 0, false, true, {}, [], ['x'], null, ''];
  if (test === 'host')
    return values.flatMap((host) => [
      `https://www.${host}.fr/a?b`,
      `HTTP://${host}:80`,
      `https://x.example/${host}/`,
      `${host}.com`,
    ]);
  const around = (value: string) => [value, value.toUpperCase(), `${value}more`, `more ${value}`];
  return values.flatMap((value) => [...around(value), 7, null, [value], { a: value }, `["${value}"]`]);
};

const SAMPLES: readonly Told[] = [
  ...touchpointSteps(TOUCHPOINT_PRESETS).flatMap((step) =>
    step.field === 'type' ? [] : valuesOf(step).map((value) => holding(step.field, value)),
  ),
  ...INTERACTION_TYPES.map((type) => told({ type })),
  told({ context: { campaign: 'email' } }),
  told({ context: { campaign: { medium: 'cpc' }, 'campaign.medium': 'email' } }),
  told({ context: { campaign: { medium: 'cpc' }, 'campaign.medium': null } }),
  told({ context: { campaign: ['email', 'email', 'email'] } }),
  told({ context: { page: [], os: null, userAgent: 'Mozilla’s \\ "x"' } }),
  told({ properties: { touchpoint: 'nowhere', channel: 'Téléphone', store_id: 3 } }),
];

const WORDS = ['shop', 'Store', 'a b', 'é', 'Σ', 'İ', "l'eau \\ x", '7', 'true', 'www', 'idealo.fr', '[x', '{'];
const KEYS = ['a', 'b', 'touchpoint', 'channel', 'a.b', "it's", 'ü'];
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }));
const line = word.filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const host = fc.tuple(line, line).map(([one, two]) => `https://www.${one}.${two}/x?y`);
const field = fc.constantFrom(
  ...['event', 'type', 'properties.a', 'properties.b', 'properties.a.b', "properties.it's.ü"],
  ...['context.a', 'context.a.b', 'context.b.a', 'context.channel', 'context.ü'],
);
const catalogues: fc.Arbitrary<Touchpoints> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('shop', 'site', 'kiosk', 'fair', 'desk'),
      active: fc.boolean(),
      words: fc.array(line, { maxLength: 2 }),
      tests: fc.array(
        fc.oneof(
          fc.record({
            field,
            test: fc.constantFrom('in', 'startsWith', 'contains', 'host'),
            values: fc.array(line, { minLength: 1, maxLength: 4 }),
          }),
          fc.record({ field, test: fc.constant('exists'), last: fc.constant(true) }),
          fc.record({ field: fc.constant('type'), test: fc.constant('in'), values: fc.constant(['Page', 'track']) }),
        ),
        { maxLength: 4 },
      ),
      place: fc.array(
        fc.record({ field: field.filter((one) => one.includes('.')), read: fc.constantFrom('value', 'host') }),
        { maxLength: 3 },
      ),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  )
  .map((touchpoints) => {
    const whole = touchpoints.map((one) => ({
      ...one,
      name: { en: one.id, fr: one.id },
      channel: 'web',
      presence: 'both',
      icon: 'pin',
    }));
    const reading = readTouchpoints({ touchpoints: whole });
    if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
    return reading.ok;
  });
const leaf = fc.oneof(
  line,
  host,
  fc.integer(),
  // The engine cannot read a JSON text that holds a whole number beyond 64 bits, whatever is asked of it.
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !/^-?\d{19,}$/.test(JSON.stringify(one))),
  fc.boolean(),
  fc.constant(null),
  fc.constant(''),
  fc.constant('x'.repeat(201)),
);
const value = fc.oneof(leaf, leaf, fc.array(leaf, { maxLength: 2 }), fc.dictionary(fc.constantFrom(...KEYS), leaf));
const object = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 4 });
const interactions = fc.record({
  event: line,
  type: fc.constantFrom(...INTERACTION_TYPES),
  properties: object,
  context: object,
}) as fc.Arbitrary<Told>;

describe('touch points in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  const insert = (samples: readonly Told[], workspace: string) => {
    const rows = samples.map(({ event, type, properties, context }, index) => ({
      workspace_id: workspace,
      profile_id: '00000000-0000-4000-8000-000000000000',
      time: 1_700_000_000_000,
      rank: INTERACTION_TYPES.indexOf(type),
      message_id: String(index),
      event,
      user_id: '',
      anonymous_id: '',
      properties: JSON.stringify(properties),
      context: JSON.stringify(context),
      outbound: false,
      imported: false,
      log_id: 1,
    }));
    return stores.warehouse.insert('interactions', rows, workspace);
  };
  const namedBySql = async (catalogue: Touchpoints, workspace: string) => {
    const where = 'workspace_id = {workspace:String}';
    const { text, parameters } = classifiedRows({
      catalogue,
      keep: ['message_id'],
      from: `interactions where ${where}`,
      places: true,
    });
    const rows = await stores.warehouse.query<{ touchpoint: string; place: string }>(
      `select touchpoint, place from (${text}) order by toUInt32(message_id)`,
      { workspace, ...parameters },
    );
    return rows.map(({ touchpoint, place }) => ({ touchpoint, place: place === '' ? null : place }));
  };
  const expectAlike = async (catalogue: Touchpoints, samples: readonly Told[], workspace: string) => {
    const named = await namedBySql(catalogue, workspace);
    const classify = touchpointClassifier(catalogue);
    const different = samples.flatMap((sample, at) => {
      const [core, sql] = [classify(sample), named[at]];
      return core.touchpoint === sql?.touchpoint && core.place === sql?.place ? [] : [{ sample, core, sql }];
    });
    expect(different.slice(0, 5)).toEqual([]);
  };

  it('[TOUCH-4] classifies as the core does, by every test of the presets', async () => {
    await insert(SAMPLES, 'samples');
    await expectAlike(TOUCHPOINT_PRESETS, SAMPLES, 'samples');
  });

  it('[TOUCH-4] classifies as the core does, by random catalogues on random interactions', async () => {
    const samples = fc.sample(interactions, { numRuns: 3_000 });
    await insert(samples, 'random');
    await fc.assert(
      fc.asyncProperty(catalogues, (catalogue) => expectAlike(catalogue, samples, 'random')),
      { numRuns: 150 },
    );
  }, 120_000);

  it('[TOUCH-4] answers for the largest catalogue that can be saved', async () => {
    const { touchpoints: most, tests, fields, characters } = TOUCHPOINT_BOUNDS;
    const fieldOf = (at: number) => (at % 2 ? `properties.p${at}` : `context.c${at}.d`);
    const valuesOfTest = (at: number) => Array.from({ length: 15 }, (_, nth) => `value${at}x${nth}`);
    const touchpoints = Array.from({ length: most }, (_, at) => ({
      id: `t${at}`,
      name: { en: `T${at}`, fr: `T${at}` },
      channel: 'web',
      presence: 'both',
      icon: 'pin',
      tests: Array.from({ length: tests / most }, (_, nth) => ({
        field: fieldOf((at * 2 + nth) % fields),
        test: (['startsWith', 'contains', 'host', 'in'] as const)[(at + nth) % 4],
        values: valuesOfTest(at),
      })),
      place: [{ field: fieldOf(at % fields) }],
    }));
    const reading = readTouchpoints({ touchpoints });
    if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
    expect(JSON.stringify(touchpoints.map((one) => one.tests.map(({ values }) => values))).length).toBeGreaterThan(
      characters * 0.8,
    );
    const samples = touchpoints.map(({ tests: [test] }) => holding(test?.field ?? '', test?.values[3]));
    await insert(samples, 'largest');
    await expectAlike(reading.ok, samples, 'largest');
    await expect(
      countTouchpoints(
        { warehouse: stores.warehouse, clock: { now: () => 1_700_000_000_001 } },
        { workspaceId: 'largest', catalogue: reading.ok, days: 1 },
      ),
    ).resolves.toMatchObject({ interactions: samples.length });
  });
});
