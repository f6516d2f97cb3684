import {
  acceptMessage,
  type Interaction,
  type InteractionType,
  type JsonObject,
  type Rejection,
  readInstant,
} from '@parcours/core';
import type { ErasedIdentifiers } from '../erasure/erasedIdentifiers.js';
import { ERASED, forgottenPayload } from '../erasure/refusal.js';
import type { Clock } from '../ports.js';
import type { LogAppender } from './logAppender.js';
import { rejectedPayload } from './rejectedPayload.js';
import type { Rejections } from './rejections.js';

export interface CollectPorts {
  readonly appender: Pick<LogAppender, 'append' | 'assertRoom'>;
  readonly rejections: Pick<Rejections, 'record'>;
  readonly clock: Clock;
  readonly erased?: Pick<ErasedIdentifiers, 'refuses'> | undefined;
  /** A new identifier for an event that came without one. */
  readonly newId: () => string;
}

/** One request: parsed, not yet checked. */
export interface Batch {
  readonly workspaceId: string;
  readonly messages: readonly unknown[];
  /** The call the address stands for; absent for batches, whose events say their own. */
  readonly type?: InteractionType;
  /** When the sender sent it, as written. */
  readonly sentAt?: unknown;
  readonly context?: JsonObject;
  /** True for history: positions change and nobody is contacted [ACT-2]. */
  readonly imported: boolean;
  /** About the bytes of its JSON. */
  readonly bytes: number;
}

export interface Collected {
  readonly accepted: number;
  /** Why, for each event that was not accepted; `index` is its place in `messages`. */
  readonly rejected: readonly { readonly index: number; readonly rejection: Rejection }[];
}

/**
 * Checks and names every event of a request, and answers once the accepted ones are in the log and the others in the list
 * of rejected events, both on disk [LOG-1]. One bad event does not fail its batch.
 * @throws DomainError overloaded (429, details.retryAfter in seconds): nothing was taken, send it again
 */
export const collectInteractions = async (
  { appender, rejections, clock, newId, erased }: CollectPorts,
  batch: Batch,
): Promise<Collected> => {
  const { workspaceId, messages, imported, bytes } = batch;
  const receivedAt = clock.now();
  const acceptance = { receivedAt, sentAt: readInstant(batch.sentAt), type: batch.type, context: batch.context, newId };
  const interactions: Interaction[] = [];
  const rejected: { index: number; rejection: Rejection }[] = [];
  for (let index = 0; index < messages.length; index++) {
    if (erased?.refuses(workspaceId, messages[index], batch.context)) {
      rejected.push({ index, rejection: ERASED });
      continue;
    }
    const outcome = acceptMessage(messages[index], acceptance);
    if ('ok' in outcome) interactions.push(outcome.ok);
    else rejected.push({ index, rejection: outcome.rejected });
  }
  if (interactions.length > 0) appender.assertRoom(bytes);
  if (rejected.length > 0) {
    // Before the log: should this fail, the sender tries again and nothing has been counted twice.
    await rejections.record(
      rejected.map(({ index, rejection: { code, message, field } }) => ({
        workspaceId,
        at: receivedAt,
        code,
        message,
        field,
        payload: code === 'erased' ? forgottenPayload : rejectedPayload(messages[index]),
        type: batch.type,
        imported,
        sentAt: acceptance.sentAt,
        context: code === 'erased' || batch.context === undefined ? null : rejectedPayload(batch.context),
      })),
    );
  }
  if (interactions.length > 0) await appender.append({ workspaceId, receivedAt, imported, interactions }, bytes);
  return { accepted: interactions.length, rejected };
};
