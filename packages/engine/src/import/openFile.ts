import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { importError } from './importError.js';
import { checkUtf8 } from './utf8.js';

/** Told how many bytes of the file (as it lies on disk) were read. */
export type OnBytes = (bytes: number) => void;

/**
 * The bytes of a file, unzipped where it is gzip (told by its first bytes, not its name), checked to be UTF-8.
 * @throws DomainError import_broken when the file cannot be read or its gzip is cut short or damaged
 */
export async function* openFile(path: string, onBytes: OnBytes = () => {}): AsyncIterable<Buffer> {
  const file = basename(path);
  try {
    const gzip = await isGzip(path);
    const bytes = counted(createReadStream(path, { highWaterMark: 256 * 1024 }), onBytes);
    yield* checkUtf8(gzip ? unzipped(bytes) : bytes, file);
  } catch (error) {
    throw readable(error, file);
  }
}

async function* counted(source: AsyncIterable<Buffer>, onBytes: OnBytes): AsyncIterable<Buffer> {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}

const unzipped = (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> => {
  const out = new PassThrough({ highWaterMark: 1024 * 1024 });
  // The reader of `out` sees the failure; here it only must not go unhandled.
  pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), out).catch((error: Error) => out.destroy(error));
  return out;
};

const isGzip = async (path: string): Promise<boolean> => {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
};

const READ_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'this is a folder, not a file.',
  EACCES: 'this file may not be read by the current user.',
  Z_BUF_ERROR: 'the gzip file is cut short.',
  Z_DATA_ERROR: 'the gzip file is damaged.',
};
const readable = (error: unknown, file: string): unknown => {
  const fault = READ_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
  return fault === undefined ? error : importError({ file }, fault);
};
