import { expect, test } from 'vitest';
import { toCsv } from './download.js';

const csv = (...cells: (string | number | null)[]): string => toCsv(['a'], [cells]).split('\r\n')[1] ?? '';

test('a table opens in a spreadsheet with its accents: a byte order mark, and lines that end in CRLF', () => {
  expect(toCsv(['Étape', 'Clients'], [['Rétention', 12]])).toBe('\uFEFFÉtape,Clients\r\nRétention,12\r\n');
});

test('commas, quotes and new lines stay within their cell', () => {
  expect(csv('a,b', 'say "yes"', 'two\nlines', 'x;y', null)).toBe('"a,b","say ""yes""","two\nlines","x;y",');
});

test('what a customer typed is never run as a formula; a negative number stays a number', () => {
  expect(csv('=HYPERLINK("x")', '@sum', '+1', -0.5)).toBe('"\'=HYPERLINK(""x"")",\'@sum,\'+1,-0.5');
});
