import type { RetryRejected, retriedSchema } from '@parcours/core';
import type { z } from 'zod';
import { insertRejected } from '../collect/collect.sql.js';
import type { LogAppender, NewInteractions } from '../collect/logAppender.js';
import { MAX_PAYLOAD_BYTES } from '../collect/rejectedPayload.js';
import { rejectedRows } from '../collect/rejections.js';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import { reasonOf } from './listRejected.js';
import { deleteIds, locked, previewed, updateReasons } from './rejected.sql.js';
import { type KeptEvent, type Tried, tryAgain } from './tryAgain.js';

export type Retried = z.infer<typeof retriedSchema>;

export interface RetryPorts {
  readonly sql: OperationalStore;
  readonly appender: LogAppender;
  readonly newId: () => string;
}

/** Events tried by one call, in one transaction: a reason with more takes more calls. */
const PART = 500;

const check = ({ ids, code, field, payload, correction, after }: RetryRejected): void => {
  const refuse = (message: string) => {
    throw new DomainError('rejected.which', 400, message);
  };
  if ((ids === undefined) === (code === undefined)) refuse('Say which events: either ids, or the code of a reason.');
  if (ids && (field !== undefined || after !== undefined)) refuse('field and after go with a code, not with ids.');
  if (payload === undefined) return;
  if (ids?.length !== 1 || correction) refuse('An edited payload goes with exactly one id and no correction.');
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
    throw new DomainError('too_large', 413, 'The edited event is larger than 32 KB.');
  }
};

const readEvents = (sql: Sql, workspaceId: string, asked: RetryRejected): Promise<KeptEvent[]> => {
  const statements = asked.preview ? previewed : locked;
  if (asked.ids) return sql.query<KeptEvent>(statements.byId, [workspaceId, asked.ids]);
  return sql.query<KeptEvent>(statements.byReason, [workspaceId, ...reasonOf(asked), asked.after ?? 0, PART]);
};

const reasonsOf = (tried: readonly Tried[]): Retried['reasons'] => {
  const reasons = new Map<string, Retried['reasons'][number]>();
  for (const { rejection } of tried.flatMap(({ refused }) => refused)) {
    const { code, field, message } = rejection;
    const key = JSON.stringify([code, field]);
    reasons.set(key, { code, field, message, events: (reasons.get(key)?.events ?? 0) + 1 });
  }
  return [...reasons.values()].sort((a, b) => b.events - a.events).slice(0, 20);
};

const answerOf = (asked: RetryRejected, tried: readonly Tried[]): Retried => {
  const more = asked.ids === undefined && tried.length === PART;
  const ids = new Set(asked.ids);
  return {
    passed: tried.reduce((sum, { interactions }) => sum + interactions.length, 0),
    failed: tried.reduce((sum, { refused }) => sum + refused.length, 0),
    gone: Math.max(0, ids.size - (asked.ids ? tried.length : 0)),
    reasons: reasonsOf(tried),
    next: more ? String(tried.at(-1)?.kept.id) : null,
  };
};

/** One entry of the log for what arrived together. */
const entriesOf = (workspaceId: string, tried: readonly Tried[]): NewInteractions[] => {
  const entries = new Map<string, NewInteractions & { interactions: Tried['interactions'][number][] }>();
  for (const { kept, interactions } of tried) {
    if (interactions.length === 0) continue;
    const { at: receivedAt, imported } = kept;
    const key = `${receivedAt} ${imported}`;
    const entry = entries.get(key) ?? { workspaceId, receivedAt, imported, interactions: [] };
    entry.interactions.push(...interactions);
    entries.set(key, entry);
  }
  return [...entries.values()];
};

/** A correction stays only where it took the fault away; what a person edited stays as they left it. */
const keepsPayload = ({ payload }: RetryRejected, { kept, refused: [refused] }: Tried): boolean =>
  payload !== undefined ||
  (refused !== undefined && (refused.rejection.code !== kept.code || refused.rejection.field !== kept.field));

const settle = async (tx: Sql, workspaceId: string, asked: RetryRejected, tried: readonly Tried[]): Promise<void> => {
  const still = tried.filter(({ batch, refused }) => !batch && refused.length > 0);
  const done = tried.filter(({ batch, refused }) => batch || refused.length === 0);
  await tx.query(deleteIds, [workspaceId, done.map(({ kept }) => kept.id)]);
  await tx.query(updateReasons, [
    workspaceId,
    still.map(({ kept }) => kept.id),
    still.map(({ refused }) => refused[0]?.rejection.code),
    still.map(({ refused }) => refused[0]?.rejection.message),
    still.map(({ refused }) => refused[0]?.rejection.field),
    still.map((one) => (keepsPayload(asked, one) ? one.refused[0]?.payload : null)),
  ]);
  const parted = done.flatMap(({ kept: { at, imported }, refused }) =>
    refused.map(({ rejection: { code, message, field }, payload }) => ({
      ...{ workspaceId, at, imported, code, message, field, payload },
    })),
  );
  if (parted.length > 0) await tx.query(insertRejected, rejectedRows(parted));
};

/**
 * Tries refused events again, as they came, edited, or with a correction. What passes leaves the list and is in the log
 * when this answers, exactly once: both happen in one transaction, and events another call holds are left to it. Their
 * time and reception stay those of the first arrival. What fails keeps its new reason.
 * @throws DomainError rejected.which (400), too_large (413), overloaded (429): nothing was taken
 */
export const retryRejected = async (
  { sql, appender, newId }: RetryPorts,
  workspaceId: string,
  asked: RetryRejected,
): Promise<Retried> => {
  check(asked);
  const { payload, correction, preview } = asked;
  const attempt = async (from: Sql): Promise<Tried[]> =>
    (await readEvents(from, workspaceId, asked)).map((kept) => tryAgain(kept, { payload, correction, newId }));
  if (preview) return answerOf(asked, await attempt(sql));
  appender.assertRoom(0);
  const { tried, tell } = await sql.transaction(async (tx) => {
    const tried = await attempt(tx);
    await settle(tx, workspaceId, asked, tried);
    const tell = await appender.appendIn(tx, entriesOf(workspaceId, tried));
    return { tried, tell };
  });
  tell();
  return answerOf(asked, tried);
};
