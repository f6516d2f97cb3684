import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Acceptance, acceptMessage } from '@parcours/core';
import { importError } from './importError.js';
import type { Mapping } from './mapping.js';
import type { OnBytes } from './openFile.js';
import { type ReadEvents, readMapped } from './readMapped.js';
import { readNdjson } from './readNdjson.js';
import type { ImportedEvent } from './toMessage.js';

/** A file found readable from end to end, and what it holds. */
export interface CheckedFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly events: number;
  /** Events that collect would not take, by reason. */
  readonly rejected: readonly RejectedEvents[];
  readonly first: readonly ImportedEvent[];
  readonly read: ReadEvents;
}
export interface RejectedEvents {
  readonly reason: string;
  readonly count: number;
  readonly firstLine: number;
}

const NDJSON = /\.(ndjson|jsonl|json)(\.gz)?$/i;
const SHOWN_EVENTS = 10;

/**
 * Reads a whole file once, so that what is broken is known before anything changes.
 * @param now milliseconds, against which events dated ahead are judged; `onStart` is told the bytes that will be read
 * @throws DomainError import_broken naming file, line and column; mapping_missing for a delimited file without mapping
 */
export const checkFile = async (
  path: string,
  mapping: Mapping | null,
  { now, onStart, onBytes }: { now: number; onStart?: (bytes: number) => void; onBytes?: OnBytes },
): Promise<CheckedFile> => {
  const name = basename(path);
  const bytes = await sizeOf(path, name);
  onStart?.(mapping?.group ? 2 * bytes : bytes);
  const read = await reader(path, name, mapping, onBytes);
  const reasons = new Map<string, { count: number; firstLine: number }>();
  const first: ImportedEvent[] = [];
  let events = 0;
  for await (const batch of read(onBytes)) {
    for (const event of batch) {
      if (first.length < SHOWN_EVENTS) first.push(event);
      events++;
      const reason = rejectionOf(event, { receivedAt: now, newId: () => 'none' });
      if (reason === null) continue;
      const known = reasons.get(reason);
      reasons.set(reason, { count: (known?.count ?? 0) + 1, firstLine: known?.firstLine ?? event.line });
    }
  }
  const rejected = [...reasons].map(([reason, found]) => ({ reason, ...found }));
  return { path, name, bytes, events, rejected, first, read };
};

const reader = async (path: string, name: string, mapping: Mapping | null, onBytes?: OnBytes): Promise<ReadEvents> => {
  if (NDJSON.test(name)) return (onBytesRead) => readNdjson(path, onBytesRead);
  if (mapping) return readMapped(path, mapping, onBytes);
  throw importError(
    { file: name },
    'a file that is not .ndjson or .jsonl needs a mapping: --map MAP.yaml (see docs/import.md and examples/).',
  );
};

const sizeOf = async (path: string, file: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch {
    throw importError({ file }, 'there is no such file.');
  }
};

const rejectionOf = (event: ImportedEvent, acceptance: Acceptance): string | null => {
  if ('text' in event) return 'The line is not JSON.';
  const outcome = acceptMessage(event.message, acceptance);
  return 'rejected' in outcome ? outcome.rejected.message : null;
};
