import { acceptMessage, type Interaction, type RejectionCode } from '@parcours/core';
import type { LogAppender } from '../collect/logAppender.js';
import { rejectedPayload, rejectedText } from '../collect/rejectedPayload.js';
import type { RejectedEvent, Rejections } from '../collect/rejections.js';
import type { ErasedIdentifiers } from '../erasure/erasedIdentifiers.js';
import { ERASED, forgottenPayload } from '../erasure/refusal.js';
import { type Clock, DomainError } from '../ports.js';
import type { ImportedEvent } from './toMessage.js';

export interface ImportPorts {
  readonly appender: LogAppender;
  readonly rejections: Rejections;
  readonly clock: Clock;
  readonly erased?: Pick<ErasedIdentifiers, 'refuses'> | undefined;
}

/** Part of a file: its events, with the line each came from. */
export interface ImportedChunk {
  readonly workspaceId: string;
  readonly file: string;
  readonly events: readonly ImportedEvent[];
  /** About the bytes of its JSON. */
  readonly bytes: number;
}

export interface Taken {
  /** The entry of the log that holds the accepted events; null when there were none. */
  readonly logId: number | null;
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Takes events of a file as collect takes those of a request, marked as imported [ACT-2]: the accepted ones are in the
 * log when this answers [LOG-1], the others in the list of rejected events with the file and line they came from.
 * @throws DomainError overloaded (429, details.retryAfter in seconds): nothing was taken
 */
export const takeEvents = async (ports: ImportPorts, chunk: ImportedChunk): Promise<Taken> => {
  const { appender, rejections, clock, erased } = ports;
  const { workspaceId, file, events, bytes } = chunk;
  const receivedAt = clock.now();
  const interactions: Interaction[] = [];
  const rejected: RejectedEvent[] = [];
  const reject = (line: number, code: RejectionCode, message: string, field: string | null, payload: string) =>
    rejected.push({
      ...{ workspaceId, at: receivedAt, code, field, payload, imported: true },
      message: `${file}, line ${line}: ${message}`,
    });
  for (const event of events) {
    if ('text' in event) {
      reject(event.line, 'malformed_json', 'The line is not JSON.', null, rejectedText(event.text));
      continue;
    }
    if (erased?.refuses(workspaceId, event.message)) {
      reject(event.line, ERASED.code, ERASED.message, null, forgottenPayload);
      continue;
    }
    const outcome = acceptMessage(event.message, { receivedAt, newId: missingId });
    if ('ok' in outcome) interactions.push(outcome.ok);
    else {
      const { code, message, field } = outcome.rejected;
      reject(event.line, code, message, field, rejectedPayload(event.message));
    }
  }
  if (interactions.length > 0) appender.assertRoom(bytes);
  if (rejected.length > 0) await rejections.record(rejected);
  const accepted = interactions.length;
  if (accepted === 0) return { logId: null, accepted, rejected: rejected.length };
  const logId = await appender.append({ workspaceId, receivedAt, imported: true, interactions }, bytes);
  return { logId, accepted, rejected: rejected.length };
};

/** Readers of files give every event an id, or a second run would count it twice. */
const missingId = (): never => {
  throw new DomainError('import_without_id', 400, 'An imported event needs a messageId, so that it can be sent twice.');
};
