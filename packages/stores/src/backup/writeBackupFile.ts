import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DomainError } from '@parcours/engine/ports';
import tar from 'tar-stream';
import { type BackupHeader, type BackupPart, type BackupTable, HEADER, MANIFEST, partName, SEAL } from './format.js';
import type { Part } from './partsOf.js';

const compress = promisify(gzip);
/** Level 3 takes half the time of the usual 6 for a tenth more bytes. */
const LEVEL = 3;

export interface BackupFile {
  /** Resolves when the part before it is written: one is compressed while the next is read. */
  add(table: BackupTable, number: number, part: Part): Promise<void>;
  /** Resolves with the bytes of the file once it is whole, on disk and under its name. */
  finish(): Promise<number>;
  discard(): Promise<void>;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const asBytes = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

const cannotWrite = (path: string, error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = REASONS[code];
  if (reason === undefined) return error;
  return new DomainError('backup_not_writable', 409, `The backup cannot be written to ${path}: ${reason}.`);
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied to the user Parcours runs as',
  EPERM: 'permission denied to the user Parcours runs as',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
};

const settleOnDisk = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    throw cannotWrite(path, error);
  }
};

/** @throws DomainError backup_exists, backup_folder_missing, backup_not_writable */
export const refuseTarget = (path: string, overwrite: boolean): void => {
  if (!existsSync(dirname(path))) {
    const message = `The folder ${dirname(path)} does not exist: make it, or choose another place for the backup.`;
    throw new DomainError('backup_folder_missing', 409, message);
  }
  if (isFolder(path)) {
    throw new DomainError('backup_not_writable', 409, `${path} is a folder: name a file, in it for instance.`);
  }
  if (overwrite || !existsSync(path)) return;
  const message = `There is a file ${path} already: choose another name, or replace it with --overwrite.`;
  throw new DomainError('backup_exists', 409, message);
};

/** A tar file under another name until it is closed. */
const openDraft = async (path: string) => {
  const draft = `${path}.partial`;
  await rm(draft, { force: true }).catch((error: unknown) => Promise.reject(cannotWrite(path, error)));
  const pack = tar.pack();
  let failure: unknown;
  const written = pipeline(pack, createWriteStream(draft, { mode: 0o600, flags: 'wx' })).catch((error: unknown) => {
    failure = cannotWrite(path, error);
  });
  return {
    put: async (name: string, bytes: Buffer): Promise<void> => {
      const entry = new Promise<void>((resolve, reject) => {
        const sink = pack.entry({ name, size: bytes.length, mode: 0o600 }, (error) =>
          error ? reject(error) : resolve(),
        );
        sink.end(bytes);
      }).catch(async (error: unknown) => {
        // What the disk says explains it better.
        await written;
        throw failure ?? error;
      });
      // When the disk fails, the entry may never end by itself.
      await Promise.race([entry, written.then(() => Promise.reject(failure))]);
    },
    /** Under its own name, whole and on disk; resolves with its bytes. */
    close: async (overwrite: boolean): Promise<number> => {
      pack.finalize();
      await written;
      if (failure) throw failure;
      await settleOnDisk(draft);
      refuseTarget(path, overwrite);
      await rename(draft, path);
      await settleOnDisk(dirname(path));
      return (await stat(path)).size;
    },
    discard: async (): Promise<void> => {
      pack.destroy();
      await written;
      await rm(draft, { force: true });
    },
  };
};

/**
 * A backup being written, readable by its owner only, under the name FILE.partial until it is whole.
 * @throws DomainError backup_exists, backup_folder_missing, backup_not_writable
 */
export const writeBackupFile = async (path: string, overwrite: boolean, header: BackupHeader): Promise<BackupFile> => {
  const draft = await openDraft(path);
  const parts: BackupPart[] = [];
  const putPart = async (table: BackupTable, number: number, { rows, bytes: plain }: Part): Promise<void> => {
    const bytes = await compress(plain, { level: LEVEL });
    const name = partName(table, number);
    await draft.put(name, bytes);
    parts.push({ name, store: table.store, table: table.name, rows, bytes: bytes.length, sha256: sha256(bytes) });
  };
  const start = asBytes(header);
  await draft.put(HEADER, start);
  let last: Promise<void> = Promise.resolve();
  return {
    add: async (table, number, part) => {
      await last;
      last = putPart(table, number, part);
      last.catch(() => undefined);
    },
    finish: async () => {
      await last;
      const manifest = asBytes({ header: sha256(start), parts });
      await draft.put(MANIFEST, manifest);
      await draft.put(SEAL, Buffer.from(`${sha256(manifest)}\n`));
      return draft.close(overwrite);
    },
    discard: draft.discard,
  };
};
