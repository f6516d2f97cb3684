import { type Bilingual, type Rule, readRule, whereJsonBreaks } from '@parcours/core';
import { locate } from './locate.js';

/** Something wrong in a JSON text, and where. Without a message, the text stops being JSON there. */
export interface Fault {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual | null;
}
export type TextReading = { readonly ok: Rule } | { readonly faults: readonly Fault[] };

const parse = (text: string): { value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

const breakIn = (text: string): Fault => {
  const { line, column } = whereJsonBreaks(text) ?? { line: 1, column: 1 };
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length + (line > 1 ? 1 : 0);
  return { at: start + column - 1, line, column, message: null };
};

/** A rule from its JSON text, or all that is wrong with it, each at its place. */
export const readText = (text: string): TextReading => {
  const parsed = parse(text);
  if (!parsed) return { faults: [breakIn(text)] };
  const reading = readRule(parsed.value);
  if ('ok' in reading) return reading;
  return { faults: reading.problems.map(({ path, message }) => ({ ...locate(text, path), message })) };
};
