import type { Path } from '../edit/tree.js';

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
};
const skip = (text: string, from: number): number => {
  let at = from;
  while (/[\s,:]/.test(text[at] ?? '')) at += 1;
  return at;
};

/** Reads one value of a JSON text, noting where each value within it begins; gives where it ends. */
const walk = (text: string, from: number, path: Path, note: (path: Path, at: number) => void): number => {
  const at = skip(text, from);
  note(path, at);
  const opening = text[at];
  if (opening === '"') return endOf(STRING, text, at);
  if (opening !== '{' && opening !== '[') return endOf(SCALAR, text, at);
  let next = skip(text, at + 1);
  for (let index = 0; next < text.length && text[next] !== '}' && text[next] !== ']'; index += 1) {
    const keyEnd = opening === '{' ? endOf(STRING, text, next) : next;
    const key = opening === '{' ? (JSON.parse(text.slice(next, keyEnd)) as string) : index;
    next = skip(text, walk(text, keyEnd, [...path, key], note));
  }
  return next + 1;
};

/** Where the value at `path` begins in a text that is JSON, or the nearest value around it. Lines and columns count from 1. */
export const locate = (text: string, path: Path): { at: number; line: number; column: number } => {
  let found = { length: -1, at: 0 };
  walk(text, 0, [], (place, at) => {
    const around = place.length <= path.length && place.every((part, index) => String(part) === String(path[index]));
    if (around && place.length > found.length) found = { length: place.length, at };
  });
  const before = text.slice(0, found.at);
  return { at: found.at, line: before.split('\n').length, column: found.at - before.lastIndexOf('\n') };
};
