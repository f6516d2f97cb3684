import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@parcours/engine/ports';
import tar from 'tar-stream';
import { z } from 'zod';
import {
  type BackupHeader,
  type BackupManifest,
  FORMAT,
  HEADER,
  headerSchema,
  MANIFEST,
  manifestSchema,
  SEAL,
} from './format.js';

const MOST_TEXT = 64 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly content: Readable;
}

const broken = (path: string, why: string): DomainError =>
  new DomainError(
    'backup_broken',
    422,
    `${basename(path)} is damaged or cut short (${why}): nothing was restored. Fetch the file again, or take another backup.`,
  );

const unreadable = (path: string, error: unknown): unknown => {
  if (error instanceof DomainError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new DomainError('backup_missing', 404, `There is no file ${path}.`);
  if (code === 'EACCES' || code === 'EISDIR') {
    return new DomainError('backup_missing', 404, `The file ${path} cannot be read: is it yours, and a file?`);
  }
  return broken(path, 'it cannot be read to its end');
};

/** The entries of a backup, in order; each is to be read to its end. */
export async function* readEntries(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Entry> {
  const extract = tar.extract();
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  file.on('data', (chunk) => onBytes(chunk.length));
  file.pause();
  const piped = pipeline(file, extract).catch((error: unknown) => error);
  try {
    for await (const entry of extract) yield { name: entry.header.name, content: entry as unknown as Readable };
    const error = await piped;
    if (error) throw error;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    file.destroy();
    extract.destroy();
  }
}

const textOf = async (path: string, content: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_TEXT) throw broken(path, 'its table of contents is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const hashOf = async (content: Readable): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of content as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
};

const parseJson = (path: string, bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw broken(path, 'its table of contents cannot be read');
  }
};

/** @throws DomainError backup_newer when a later version wrote it in a form this one does not know */
const parseHeader = (path: string, bytes: Buffer): BackupHeader => {
  const raw = parseJson(path, bytes);
  const { format, program } = z.looseObject({ format: z.number(), program: z.string() }).parse(raw);
  if (format > FORMAT) {
    const message = `${basename(path)} was written by a later version of Parcours (${program}): restore it with that version.`;
    throw new DomainError('backup_newer', 422, message);
  }
  return headerSchema.parse(raw);
};

export interface CheckedBackup {
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
}

/** What is in the file, and whether that is what its manifest says. */
const check = (
  path: string,
  texts: ReadonlyMap<string, Buffer>,
  hashes: ReadonlyMap<string, string>,
): CheckedBackup => {
  const [start, list, seal] = [HEADER, MANIFEST, SEAL].map((name) => texts.get(name));
  if (!start || !list || !seal) throw broken(path, 'its end is missing');
  if (seal.toString('utf8').trim() !== hashes.get(MANIFEST)) throw broken(path, 'its table of contents was changed');
  const manifest = manifestSchema.parse(parseJson(path, list));
  if (manifest.header !== hashes.get(HEADER)) throw broken(path, 'its header was changed');
  for (const { name, sha256 } of manifest.parts) {
    const found = hashes.get(name);
    if (found === undefined) throw broken(path, `the part ${name} is missing`);
    if (found !== sha256) throw broken(path, `the part ${name} was changed`);
  }
  return { header: parseHeader(path, start), manifest };
};

/**
 * Reads a backup to its end and compares every part with its checksum; nothing is changed anywhere.
 * @throws DomainError backup_missing, backup_broken, backup_newer
 */
export const checkBackupFile = async (path: string, onBytes: (bytes: number) => void): Promise<CheckedBackup> => {
  const texts = new Map<string, Buffer>();
  const hashes = new Map<string, string>();
  try {
    for await (const { name, content } of readEntries(path, onBytes)) {
      if (texts.size === 0 && name !== HEADER) throw notABackup(path);
      if (![HEADER, MANIFEST, SEAL].includes(name)) {
        hashes.set(name, await hashOf(content));
        continue;
      }
      const text = await textOf(path, content);
      texts.set(name, text);
      hashes.set(name, await hashOf(Readable.from([text])));
      // A later version is named before anything else is found fault with.
      if (name === HEADER) parseHeader(path, text);
    }
    if (texts.size === 0) throw notABackup(path);
    return check(path, texts, hashes);
  } catch (error) {
    if (error instanceof z.ZodError) throw broken(path, 'its table of contents is not as expected');
    // An entry cut short fails where it is read.
    const why = unreadable(path, error);
    const unknown = why instanceof DomainError && why.code === 'backup_broken' && !texts.has(HEADER);
    throw unknown ? notABackup(path) : why;
  }
};

const notABackup = (path: string): DomainError =>
  new DomainError('backup_broken', 422, `${basename(path)} is not a backup of Parcours, or its beginning is damaged.`);
