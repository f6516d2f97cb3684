import { describe, expect, it } from 'vitest';
import { testStores } from '../testing.js';
import { type Column, isEncodable, RowEncoder } from './rowBinary.js';

const TYPES: Readonly<Record<string, readonly unknown[]>> = {
  String: [
    '',
    'a',
    'x'.repeat(42),
    'é'.repeat(42),
    'é'.repeat(43),
    '😀'.repeat(5000),
    'a\0b',
    'y'.repeat(127),
    'z'.repeat(128),
  ],
  'LowCardinality(String)': ['one', 'deux', 'é'],
  UUID: ['00112233-4455-6677-8899-aabbccddeeff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  Bool: [true, false],
  UInt8: [0, 255],
  Int8: [-128, 127],
  UInt16: [0, 65_535],
  Int16: [-32_768, 32_767, -1],
  UInt32: [0, 4_294_967_295],
  Int32: [-2_147_483_648, 2_147_483_647, -1],
  UInt64: ['0', '18446744073709551615', '9007199254740991'],
  Int64: ['-9223372036854775808', '9223372036854775807', '-1', '-1700000000123'],
  Float64: [0.1, -1e300, 5e-324],
  'Nullable(String)': [null, '', 'é'],
  'Nullable(Int64)': [null, '5'],
};

describe('rows in RowBinary', () => {
  it('come back as they went in, for every type and its extremes', async () => {
    const stores = await testStores();
    for (const [type, values] of Object.entries(TYPES)) {
      const table = `t_${type.replace(/\W/g, '_')}`;
      await stores.warehouse.command(`create table ${table} (n UInt32, v ${type}) engine = MergeTree order by n`);
      await stores.warehouse.insert(
        table,
        values.map((v, n) => ({ n, v })),
        'all',
      );
      const back = await stores.warehouse.query<{ v: unknown }>(`select v from ${table} order by n`);
      expect(
        back.map(({ v }) => v),
        type,
      ).toEqual(values);
    }
    await stores.stop();
  });

  it('take numbers, bigints and digits for 64-bit integers, and several forms of a time', async () => {
    const stores = await testStores();
    await stores.warehouse.command("create table forms (n Int64, t DateTime64(3, 'UTC')) engine = Memory");
    const at = '2024-02-29T12:00:00.123Z';
    const forms = [
      { n: -5, t: Date.parse(at) },
      { n: -5n, t: new Date(at) },
      { n: '-5', t: at },
      { n: -5, t: '2024-02-29 12:00:00.123' },
    ];
    await stores.warehouse.insert('forms', forms, 'forms');
    expect(await stores.warehouse.query('select distinct n, t from forms')).toEqual([
      { n: '-5', t: '2024-02-29 12:00:00.123' },
    ]);
    await stores.stop();
  });

  it('refuse what does not fit, naming column and value, and keep nothing of the row', () => {
    const wrong: [string, unknown][] = [
      ['UUID', 'nope'],
      ['UUID', 'g0112233-4455-6677-8899-aabbccddeeff'],
      ['UInt8', 256],
      ['Int16', 1.5],
      ['UInt64', 1.5],
      ["DateTime64(3, 'UTC')", 'yesterday'],
    ];
    for (const [type, value] of wrong) {
      const encoder = new RowEncoder([
        { name: 'first', type: 'String' },
        { name: 'v', type },
      ]);
      expect(() => encoder.add({ first: 'left out', v: value }), type).toThrow(`${value} is no ${type} (column v)`);
      expect(encoder.chunks()).toEqual([]);
    }
  });

  it('falls back to JSON for types it does not write', async () => {
    const columns: Column[] = [{ name: 'a', type: 'Array(String)' }];
    expect(isEncodable(columns)).toBe(false);
    const stores = await testStores();
    await stores.warehouse.command('create table arrays (a Array(String)) engine = Memory');
    await stores.warehouse.insert('arrays', [{ a: ['x', 'é'] }], 'arrays');
    expect(await stores.warehouse.query('select a from arrays')).toEqual([{ a: ['x', 'é'] }]);
    await stores.stop();
  });

  it('refuses rows with unknown or differing columns', async () => {
    const stores = await testStores();
    await expect(stores.warehouse.insert('interactions', [{ nonsense: 1 }], 'a')).rejects.toThrow('nonsense');
    const rows = [{ message_id: 'a' }, { message_id: 'b', user_id: 'c' }];
    await expect(stores.warehouse.insert('interactions', rows, 'b')).rejects.toThrow('same columns');
    await stores.stop();
  });
});
