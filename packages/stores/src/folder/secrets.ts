import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The password of the embedded PostgreSQL, made once and kept in the data folder, readable by its owner only. */
export const postgresPassword = (dataDir: string): string => {
  const path = join(dataDir, 'postgres.password');
  try {
    const kept = readFileSync(path, 'utf8').trim();
    if (kept) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = newPassword();
  writeFileSync(path, `${made}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return made;
};

export const newPassword = (): string => randomBytes(24).toString('base64url');
