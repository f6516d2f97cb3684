/** The first place where a text stops being JSON. Line and column count from 1, columns in characters as editors do. */
export interface JsonBreak {
  readonly line: number;
  readonly column: number;
  /** What should have been there, in words. */
  readonly expected: string;
  /** What is there, cut short; empty at the end of the text. */
  readonly found: string;
}

type Expecting = 'value' | 'first item' | 'key' | 'first key' | 'colon' | 'next' | 'end';

const WORDS: Readonly<Record<Expecting, string>> = {
  value: 'a value',
  'first item': 'a value or ]',
  key: 'a key in double quotes',
  'first key': 'a key in double quotes or }',
  colon: 'a colon',
  next: 'a comma or the closing bracket',
  end: 'nothing more',
};

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** Where the token at `at` ends and what may follow it; undefined when it has no place here. */
const step = (text: string, at: number, expecting: Expecting, open: string[]): [number, Expecting] | undefined => {
  const after: Expecting = open.length === 0 ? 'end' : 'next';
  const character = text[at];
  if (expecting === 'end' || character === undefined) return undefined;
  if (expecting === 'colon') return character === ':' ? [at + 1, 'value'] : undefined;
  if (expecting === 'next' && character === ',') return [at + 1, open.at(-1) === '}' ? 'key' : 'value'];
  const closes = character === open.at(-1) && (expecting === 'next' || expecting.startsWith('first'));
  if (closes) {
    open.pop();
    return [at + 1, open.length === 0 ? 'end' : 'next'];
  }
  if (expecting === 'next') return undefined;
  const stringEnd = character === '"' ? matchAt(STRING, text, at) : -1;
  if (expecting === 'key' || expecting === 'first key') return stringEnd < 0 ? undefined : [stringEnd, 'colon'];
  if (stringEnd >= 0) return [stringEnd, after];
  if (character === '{' || character === '[') {
    open.push(character === '{' ? '}' : ']');
    return [at + 1, character === '{' ? 'first key' : 'first item'];
  }
  const scalarEnd = matchAt(SCALAR, text, at);
  return scalarEnd < 0 ? undefined : [scalarEnd, after];
};

/** Twenty characters at most, fit for a message: the text may hold anything at all. */
const shown = (text: string): string =>
  [...text]
    .slice(0, 20)
    .join('')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, '\ufffd');

const describe = (text: string, at: number, expecting: Expecting): JsonBreak => {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: at - lineStart + 1,
    expected: WORDS[expecting],
    found: shown(text.slice(at, at + 40).split(/[\n\r]/)[0] ?? ''),
  };
};

/** Finds where a text that the engine refused as JSON goes wrong; undefined when it is JSON after all. */
export const whereJsonBreaks = (text: string): JsonBreak | undefined => {
  const open: string[] = [];
  let expecting: Expecting = 'value';
  let at = matchAt(SPACE, text, 0);
  while (at < text.length) {
    const next = step(text, at, expecting, open);
    if (!next) return describe(text, at, expecting);
    expecting = next[1];
    at = matchAt(SPACE, text, next[0]);
  }
  return expecting === 'end' ? undefined : describe(text, at, expecting);
};
