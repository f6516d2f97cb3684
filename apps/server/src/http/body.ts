import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { DomainError } from '@parcours/engine';

/** Bytes of a request's body, before and after decompression. */
export const MAX_BODY_BYTES = 500 * 1024;
/** A sender is let finish up to this size, so that it reads the answer instead of a broken connection. */
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;

/** A body as it arrived; `tooLarge` when only its beginning was kept. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
}

/** Reads a request's bytes whatever its Content-Type; what is beyond the limit is read and thrown away. */
export const readRawBody = (payload: IncomingMessage): Promise<RawBody> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let total = 0;
    const finish = (): void => {
      const [only] = chunks;
      resolve({ bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks), tooLarge: total > MAX_BODY_BYTES });
    };
    const breakOff = (): void => reject(new DomainError('aborted', 400, 'The connection ended before the body did.'));
    payload.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (kept < MAX_BODY_BYTES) {
        const part = chunk.subarray(0, MAX_BODY_BYTES - kept);
        chunks.push(part);
        kept += part.length;
      } else if (total > MAX_DRAINED_BYTES) {
        payload.pause();
        finish();
      }
    });
    payload.once('end', finish);
    payload.once('error', breakOff);
    payload.once('close', breakOff);
  });

export const tooLarge = (): DomainError =>
  new DomainError(
    'too_large',
    413,
    'The body is larger than 500 KB. Send fewer events at a time; one event may take 32 KB.',
  );

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECOMPRESS: Readonly<Record<string, readonly Decompress[]>> = {
  gzip: [promisify(gunzip)],
  'x-gzip': [promisify(gunzip)],
  // Some senders call raw deflate data "deflate" too.
  deflate: [promisify(inflate), promisify(inflateRaw)],
  br: [promisify(brotliDecompress)],
};

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const tryEach = async (ways: readonly Decompress[], bytes: Buffer): Promise<Buffer> => {
  for (const way of ways) {
    try {
      return await way(bytes, { maxOutputLength: MAX_BODY_BYTES });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    }
  }
  throw new DomainError('broken_compression', 400, 'The body could not be decompressed as its Content-Encoding says.');
};

/**
 * The body's bytes, decompressed within the limit. Gzip is recognised without its header too: some senders forget it.
 * @throws DomainError too_large (413), broken_compression (400), unsupported_encoding (415)
 */
export const decompress = async (raw: RawBody, encoding: string | undefined): Promise<Buffer> => {
  if (raw.tooLarge) throw tooLarge();
  const named = encoding?.trim().toLowerCase() ?? '';
  if (named === '' || named === 'identity')
    return isGzip(raw.bytes) ? tryEach(DECOMPRESS.gzip ?? [], raw.bytes) : raw.bytes;
  const ways = Object.hasOwn(DECOMPRESS, named) ? DECOMPRESS[named] : undefined;
  if (ways) return tryEach(ways, raw.bytes);
  throw new DomainError(
    'unsupported_encoding',
    415,
    'This Content-Encoding is not known here; use gzip, deflate, br or none.',
  );
};
