import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built page lies beside the bundle, or in dist/ of the repository when run from source. */
export const pageFolder = (): string | undefined => {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, 'web'), join(folder, 'dist', 'web')]) {
      if (existsSync(join(candidate, 'index.html')) && !existsSync(join(candidate, 'package.json'))) return candidate;
    }
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
};
