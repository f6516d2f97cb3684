import type { Bilingual } from './schema.js';

/** What is wrong with a definition, and where: `path` as in the JSON document. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: Bilingual;
}
