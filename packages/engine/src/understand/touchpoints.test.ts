import { INTERACTION_TYPES, type Interaction, type JsonObject, TOUCHPOINT_RULES, touchpointOf } from '@parcours/core';
import { testStores } from '@parcours/stores/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { touchpointColumns } from './touchpoints.sql.js';

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

const valuesOf = ({ test, values }: (typeof TOUCHPOINT_RULES)[number]): unknown[] => {
  if (test === 'exists') return ['x', 4, 0, false, true, {}, [], null, ''];
  if (test === 'host')
    return values.flatMap((host) => [
      `https://www.${host}.fr/a?b`,
      `HTTP://${host}:80`,
      `https://x.example/${host}/`,
      `${host}.com`,
    ]);
  return values.flatMap((value) => [
    value,
    value.toUpperCase(),
    `${value}more`,
    `more ${value}`,
    7,
    null,
    [value],
    { a: value },
  ]);
};

const SAMPLES: readonly Told[] = [
  ...TOUCHPOINT_RULES.flatMap((rule) =>
    rule.field === 'type' ? [] : valuesOf(rule).map((value) => holding(rule.field, value)),
  ),
  ...INTERACTION_TYPES.map((type) => told({ type })),
  told({ context: { campaign: 'email' } }),
  told({ context: { campaign: { medium: 'cpc' }, 'campaign.medium': 'email' } }),
  told({ context: { page: [], os: null, userAgent: 'Mozilla’s \\ "x"' } }),
  told({ properties: { touchpoint: 'nowhere', channel: 'Téléphone', store_id: 3 } }),
];

describe('touch points in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  it('[TOUCH-1] names the same touch point as the core, for every rule', async () => {
    const rows = SAMPLES.map(({ event, type, properties, context }, index) => ({
      workspace_id: 'main',
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
    await stores.warehouse.insert('interactions', rows, 'samples');
    const named = await stores.warehouse.query<{ message_id: string; touchpoint: string }>(
      `select message_id, touchpoint from (select message_id, ${touchpointColumns} from interactions) order by toUInt32(message_id)`,
    );
    const different = SAMPLES.map((sample, index) => ({
      ...sample,
      core: touchpointOf(sample as Interaction),
      sql: named[index]?.touchpoint,
    }));
    expect(different.filter(({ core, sql }) => core !== sql)).toEqual([]);
  });
});
