import { describe, expect, it } from 'vitest';
import { timeParser } from './parseTime.js';

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
const read = (format: string, text: string, zone = 'UTC', at = '00:00') => iso(timeParser(format, zone, at)(text));

describe('times of a file', () => {
  it.each([
    ['iso', '2017-02-18T18:13:10Z', '2017-02-18T18:13:10.000Z'],
    ['iso', '2017-02-18 18:13', '2017-02-18T18:13:00.000Z'],
    ['iso', '2017-02-18T18:13:10.123456+02:00', '2017-02-18T16:13:10.123Z'],
    ['iso', '2017-02-18T18:13:10-0530', '2017-02-18T23:43:10.000Z'],
    ['iso', '2017-02-18', '2017-02-18T00:00:00.000Z'],
    ['yyyyMMdd', '19970101', '1997-01-01T00:00:00.000Z'],
    ['dd/MM/yyyy HH:mm:ss', '31/12/2024 23:59:58', '2024-12-31T23:59:58.000Z'],
    ['d.M.yy', '1.2.07', '2007-02-01T00:00:00.000Z'],
    ['MM/dd/yyyy h:mm a', '07/04/2024 12:05 AM', '2024-07-04T00:05:00.000Z'],
    ['MM/dd/yyyy h:mm a', '07/04/2024 3:05 pm', '2024-07-04T15:05:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2024-07-04T12:00:00+01:00', '2024-07-04T11:00:00.000Z'],
    ['epoch-seconds', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['epoch-milliseconds', '1700000000123', '2023-11-14T22:13:20.123Z'],
  ])('%s reads %s', (format, text, expected) => {
    expect(read(format, text)).toBe(expected);
  });

  it.each([
    ['iso', '2023-02-29'],
    ['iso', '2023-13-01'],
    ['iso', '2023-01-01T24:00'],
    ['iso', '2023-01-01T10:61'],
    ['iso', 'yesterday'],
    ['iso', ''],
    ['yyyyMMdd', '2024-01-01'],
    ['dd/MM/yyyy', '12/31/2024'],
    ['h:mm a', '13:00 PM'],
    ['epoch-seconds', '1e400'],
    ['epoch-milliseconds', 'NaN'],
  ])('%s refuses “%s”', (format, text) => {
    expect(read(format, text)).toBeNull();
  });

  it('a bare date gets the time of day the mapping says, in its zone', () => {
    expect(read('iso', '2024-07-01', 'Europe/Paris', '12:00')).toBe('2024-07-01T10:00:00.000Z');
    expect(read('iso', '2024-01-01', 'Europe/Paris', '12:00')).toBe('2024-01-01T11:00:00.000Z');
  });

  it('local times follow daylight saving: one skipped moves forward, one that happens twice is the first', () => {
    const paris = timeParser('iso', 'Europe/Paris', '00:00');
    expect(iso(paris('2024-03-31 01:59'))).toBe('2024-03-31T00:59:00.000Z');
    expect(iso(paris('2024-03-31 02:30'))).toBe('2024-03-31T01:30:00.000Z');
    expect(iso(paris('2024-03-31 03:00'))).toBe('2024-03-31T01:00:00.000Z');
    expect(iso(paris('2024-10-27 02:30'))).toBe('2024-10-27T00:30:00.000Z');
    expect(iso(paris('2024-10-27 03:00'))).toBe('2024-10-27T02:00:00.000Z');
    expect(iso(paris('2024-10-28 00:00'))).toBe('2024-10-27T23:00:00.000Z');
  });

  it('a day that begins with a skipped hour, and offsets of half an hour', () => {
    expect(read('iso', '2018-11-04 00:00', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(read('iso', '2018-11-04 12:00', 'America/Sao_Paulo')).toBe('2018-11-04T14:00:00.000Z');
    expect(read('iso', '2024-06-01 12:00', 'Asia/Kolkata')).toBe('2024-06-01T06:30:00.000Z');
  });
});
