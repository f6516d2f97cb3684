import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, without a trailing slash. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** An absolute path inside the repository. @param {...string} parts */
export const at = (...parts) => join(root, ...parts);

/** Progress goes to stderr: stdout belongs to the command that follows (`--json`). @param {string} text */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Stops with a sentence instead of a stack trace. @param {string} text @returns {never} */
export const stop = (text) => {
  say(text);
  process.exit(1);
};
