import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkFile } from './checkFile.js';
import { parseMapping } from './mapping.js';
import { importedMessages, temporaryFile } from './testing.js';

const MAPPING = `
source: till
event: Order Completed
time: day
customer: { userId: client }
properties:
  total: { column: total, type: number }
`;
const refusal = async (content: string | Uint8Array, mapping = MAPPING, name = 'till.csv') =>
  checkFile(temporaryFile(name, content), parseMapping(mapping), { now: Date.now() }).then(
    () => null,
    (error: { code: string; status: number; message: string; details: unknown }) => error,
  );
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a broken file stops before anything changes, naming line and column', () => {
  it('a missing column', async () => {
    const error = await refusal('client,date,total\nanna,2024-01-01,10\n');
    expect(error).toMatchObject({
      code: 'import_broken',
      status: 422,
      details: { file: 'till.csv', line: 1, column: 'day' },
    });
    expect(error?.message).toContain('The file has “client”, “date”, “total”.');
  });

  it('a wrong delimiter', async () => {
    const error = await refusal('client;day;total\nanna;2024-01-01;10\n');
    expect(error?.details).toMatchObject({ line: 1, column: 'day' });
    expect(error?.message).toContain('its delimiter looks like “;”');
  });

  it('a bad date', async () => {
    const error = await refusal('client,day,total\nanna,2024-01-01,10\n\nbob,2024-02-30,11\n');
    expect(error?.details).toEqual({ file: 'till.csv', line: 4, column: 'day' });
    expect(error?.message).toBe(
      'till.csv, line 4, column “day”: “2024-02-30” is not a date such as 2024-03-31 or 2024-03-31T14:05:00Z.',
    );
  });

  it('an empty date', async () => {
    expect((await refusal('client,day,total\nanna,,10\n'))?.details).toMatchObject({ line: 2, column: 'day' });
  });

  it('a bad number', async () => {
    expect((await refusal('client,day,total\nanna,2024-01-01,10\nbob,2024-01-01,"1,5"\n'))?.details).toMatchObject({
      line: 3,
      column: 'total',
    });
  });

  it('broken UTF-8, in any row and in the header', async () => {
    const error = await refusal(
      latin1('client,day,total\nanna,2024-01-01,10\n"a, b",2024-01-01,10\nzo\xe9,2024-01-01,1\n'),
    );
    expect(error?.details).toEqual({ file: 'till.csv', line: 4, column: 'client' });
    expect(error?.message).toContain('the byte 0xE9 is not UTF-8');
    expect((await refusal(latin1('client,day,total\n"x, y",2024-01-01,1\xe9\n')))?.details).toMatchObject({
      line: 2,
      column: 'total',
    });
    expect((await refusal(latin1('client,pr\xe9nom\n')))?.details).toMatchObject({ line: 1, column: 'number 2' });
  });

  it('broken UTF-8 far into a large file, after characters of several bytes across every boundary', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `zoé€𝄞${i},2024-01-01,1\n`).join('');
    const whole = Buffer.from(`client,day,total\n${rows}`);
    expect(await refusal(whole)).toBeNull();
    const broken = Buffer.concat([whole, Buffer.from('last,2024-'), Buffer.from([0xc3]), Buffer.from('01-01,1\n')]);
    expect((await refusal(broken))?.details).toMatchObject({ line: 40_002, column: 'day' });
    expect((await refusal(Buffer.concat([whole, Buffer.from([0xe2, 0x82])])))?.details).toMatchObject({ line: 40_002 });
  });

  it('UTF-16 is named for what it is', async () => {
    expect((await refusal(Buffer.from('\ufeffclient,day', 'utf16le')))?.message).toContain('UTF-16');
  });

  it('wrong quoting', async () => {
    const open = await refusal('client,day,total\n"x\ny",2024-01-01,1\nanna,"2024-01-01,1\nbob,2024-01-01,1\n');
    expect(open?.details).toEqual({ file: 'till.csv', line: 4, column: 'day' });
    const after = await refusal('client,day,total\n"an"na,2024-01-01,1\n');
    expect(after?.details).toEqual({ file: 'till.csv', line: 2, column: 'client' });
    const inside = await refusal('client,day,total\nanna,2024-01-01,5"\n');
    expect(inside?.details).toEqual({ file: 'till.csv', line: 2, column: 'total' });
  });

  it('rows with too few or too many values', async () => {
    expect((await refusal('client,day,total\nanna,2024-01-01\n'))?.details).toMatchObject({ line: 2, column: 'total' });
    expect((await refusal('client,day,total\nanna,2024-01-01,1,2\n'))?.details).toMatchObject({
      line: 2,
      column: 'total',
    });
  });

  it('the first fault of the file is the one named', async () => {
    expect((await refusal('client,day,total\nanna,never,1\nbob,"x\n'))?.details).toMatchObject({
      line: 2,
      column: 'day',
    });
  });

  it('an empty file, a column named twice, a file that is not there, a damaged gzip', async () => {
    expect((await refusal(''))?.message).toBe('till.csv: the file is empty.');
    expect((await refusal('a,b,a\n'))?.message).toContain('two columns have this name');
    expect((await refusal(gzipSync('client,day\n').subarray(0, 15)))?.message).toContain('the gzip file is cut short');
    await expect(checkFile('/nowhere/x.csv', null, { now: 0 })).rejects.toThrow('there is no such file');
    await expect(checkFile(temporaryFile('x.csv', 'a\n'), null, { now: 0 })).rejects.toThrow('needs a mapping');
  });

  it('an event the mapping does not name', async () => {
    const mapping = `{ source: x, time: day, customer: { userId: client }, event: { column: what, values: { buy: Order Completed } } }`;
    const error = await refusal('client,day,what\nanna,2024-01-01,buy\nanna,2024-01-01,steal\n', mapping);
    expect(error?.details).toEqual({ file: 'till.csv', line: 3, column: 'what' });
  });

  it('a lookup that lacks a required row', async () => {
    const mapping = `{ source: x, time: day, customer: { userId: client }, event: Order Completed, properties: { store: stores.city },
      lookups: { stores: { file: stores.csv, key: store, required: true } } }`;
    const path = temporaryFile('orders.csv', 'client,day,store\nanna,2024-01-01,9\n');
    await expect(checkFile(path, parseMapping(mapping), { now: 0 })).rejects.toThrow(
      'stores.csv: there is no such file',
    );
  });

  it('a mapping says all its faults, and where', () => {
    expect(() => parseMapping('source: x\ntime: { column: a, zone: Mars/Olympus }\ncustomer: {}\n', 'm.yaml')).toThrow(
      /m\.yaml is no valid mapping\..*time.*customer: needs userId or anonymousId.*event: a track needs/s,
    );
    expect(() => parseMapping('a: [', 'm.yaml')).toThrow('m.yaml is not YAML');
    expect(() => parseMapping(`${MAPPING}\ntypo: 1`)).toThrow('typo');
  });

  it('properties cannot reach prototypes', async () => {
    expect(() =>
      parseMapping(`{ source: x, time: d, customer: { userId: c }, event: E, properties: { a.__proto__.b: c } }`),
    ).toThrow('not __proto__');
    const [message] = await importedMessages(
      temporaryFile('a.csv', 'client,day,total\n__proto__,2024-01-01,1\n'),
      MAPPING,
    );
    expect(message).toMatchObject({ userId: '__proto__' });
  });
});
