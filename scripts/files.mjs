import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './root.mjs';

/**
 * Files below a folder of the repository, as paths from its root; none when the folder does not exist.
 * @param {string} folder @param {RegExp} name
 * @returns {string[]}
 */
export function filesBelow(folder, name) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, name);
    return name.test(entry.name) ? [path] : [];
  });
}

/** The lines of a text, numbered from one. @param {string} text */
export const numbered = (text) => text.split('\n').map((line, index) => /** @type {const} */ ([index + 1, line]));

/** Prints what was found and fails when there is anything. @param {string[]} problems */
export function report(problems) {
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
