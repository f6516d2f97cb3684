import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@parcours/engine/ports';
import { isSameProcess, startOf } from '../processes/identity.js';
import { readServerFile } from './serverFile.js';

interface Holder {
  readonly pid: number;
  readonly started: string;
}

/**
 * Takes the data folder for this process; the function returned gives it back.
 * A lock whose process is gone (kill −9, power cut, pid reused) is taken over.
 * @throws DomainError data_folder_in_use, naming the server that holds it.
 */
export const lockFolder = (dataDir: string): (() => void) => {
  const lock = join(dataDir, 'lock');
  const mine = `${JSON.stringify({ pid: process.pid, started: startOf(process.pid) })}\n`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (claim(draft, lock)) return () => release(lock, mine);
      const content = readOrNull(lock);
      const holder = content === null ? null : parse(content);
      if (holder && isSameProcess(holder.pid, holder.started)) throw inUse(dataDir, holder);
      if (content !== null) removeStale(lock, content);
    }
    throw inUse(dataDir, parse(readOrNull(lock) ?? ''));
  } finally {
    rmSync(draft, { force: true });
  }
};

/** A hard link either makes the lock or fails because it is there: nobody can come between. */
const claim = (draft: string, lock: string): boolean => {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

// Two processes may judge the same stale lock: what was moved away is looked at again, and put back if it is a new one.
const removeStale = (lock: string, seen: string): void => {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readOrNull(aside) !== seen) claim(aside, lock);
  rmSync(aside, { force: true });
};

const release = (lock: string, mine: string): void => {
  if (readOrNull(lock) === mine) rmSync(lock, { force: true });
};

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const parse = (content: string): Holder | null => {
  try {
    const holder = JSON.parse(content) as Holder;
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : null;
  } catch {
    return null;
  }
};

const inUse = (dataDir: string, holder: Holder | null): DomainError => {
  const server = readServerFile(dataDir);
  const who = holder ? `process ${holder.pid}${server ? `, at ${server.url}` : ''}` : 'another process';
  return new DomainError(
    'data_folder_in_use',
    409,
    `A Parcours server (${who}) already uses the data folder ${dataDir}. Stop it first, or choose another folder with --data.`,
    { pid: holder?.pid ?? null, url: server?.url ?? null },
  );
};
