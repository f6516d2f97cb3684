import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { DomainError } from '@parcours/engine/ports';
import { lockFolder } from './lock.js';

/**
 * Makes the data folder if need be and takes it for this process; the function returned gives it back.
 * @throws DomainError when another server uses it, or when it cannot be written.
 */
export const takeFolder = (dataDir: string): (() => void) => {
  try {
    makeFolder(dataDir);
    return lockFolder(dataDir);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(
      'data_folder_not_writable',
      409,
      `Parcours cannot write in the data folder ${dataDir}: ${REASONS[codeOf(error)] ?? String(error)}. ` +
        'Make room or give this user the right to write there, or choose another folder with --data.',
    );
  }
};

// PostgreSQL may have to run as another user: the folder lets others pass, its contents do not.
const makeFolder = (dataDir: string): void => {
  if (existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o711);
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'part of its path is a file',
};
