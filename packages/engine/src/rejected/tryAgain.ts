import {
  acceptMessage,
  type Correction,
  type Interaction,
  type InteractionType,
  type Json,
  type JsonObject,
  Rejection,
  type RejectionCode,
  readInstant,
  whereJsonBreaks,
} from '@parcours/core';
import { MAX_PAYLOAD_BYTES, rejectedPayload, rejectedText } from '../collect/rejectedPayload.js';
import { wellFormed } from '../text/wellFormed.js';
import { correct } from './correct.js';

/** A refused event as it is kept. */
export interface KeptEvent {
  readonly id: number;
  /** When it was first received, in ms. */
  readonly at: number;
  readonly code: RejectionCode;
  readonly message: string;
  readonly field: string | null;
  readonly payload: string;
  readonly type: InteractionType | null;
  readonly imported: boolean;
  readonly sent_at: number | null;
  readonly context: string | null;
}

/** What is done to it before it is tried again. */
export interface Mending {
  readonly payload?: string | undefined;
  readonly correction?: Correction | undefined;
  readonly newId: () => string;
}

export interface Refused {
  readonly rejection: Rejection;
  readonly payload: string;
}

export interface Tried {
  readonly kept: KeptEvent;
  readonly interactions: readonly Interaction[];
  readonly refused: readonly Refused[];
  /** True for a body of several events: those still refused become events of their own. */
  readonly batch: boolean;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): Json | Rejection => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const broken = whereJsonBreaks(text);
    const cut = Buffer.byteLength(text) >= MAX_PAYLOAD_BYTES - 4;
    const why = broken
      ? ` at line ${broken.line}, column ${broken.column}: ${broken.expected} was expected, ${broken.found === '' ? 'it ends there' : `there is ${broken.found}`}`
      : '';
    const only = cut ? ' Only its first 32 KB were kept, so the source has to send it again.' : '';
    return new Rejection('malformed_json', `This is not valid JSON${why}.${only}`);
  }
};

const contextOf = (text: string | null): JsonObject | undefined => {
  const context = text === null ? undefined : parse(text);
  return isObject(context) ? context : undefined;
};

interface Reading {
  readonly messages: readonly Json[];
  readonly sentAt: number | null;
  readonly context: JsonObject | undefined;
  readonly batch: boolean;
}

/** A body kept whole holds its events in `batch`, as it did at the door. */
const read = (kept: KeptEvent, value: Json): Reading => {
  if (kept.type === null && isObject(value) && Array.isArray(value.batch)) {
    const context = isObject(value.context) ? value.context : undefined;
    return { messages: value.batch, sentAt: readInstant(value.sentAt), context, batch: true };
  }
  return { messages: [value], sentAt: kept.sent_at, context: contextOf(kept.context), batch: false };
};

/** What is edited may say its own call; what came by an address is what the address said. */
const typeOf = (kept: KeptEvent, message: Json, edited: boolean): InteractionType | undefined =>
  edited && isObject(message) && message.type !== undefined ? undefined : (kept.type ?? undefined);

const toldWhere = (kept: KeptEvent, rejection: Rejection): Rejection => {
  const file = kept.imported ? (/^.{1,400}?, line \d+: /.exec(kept.message)?.[0] ?? '') : '';
  return new Rejection(rejection.code, wellFormed(file + rejection.message), rejection.field);
};

/** Tries a refused event as if it arrived again at the instant it first did: its time comes out as it would have then. */
export const tryAgain = (kept: KeptEvent, { payload, correction, newId }: Mending): Tried => {
  const text = payload ?? kept.payload;
  const parsed = parse(text);
  if (parsed instanceof Rejection) {
    const refused = [{ rejection: toldWhere(kept, parsed), payload: rejectedText(text) }];
    return { kept, interactions: [], refused, batch: false };
  }
  const { messages, sentAt, context, batch } = read(kept, parsed);
  const interactions: Interaction[] = [];
  const refused: Refused[] = [];
  for (const given of messages) {
    const message = correction ? correct(given, correction) : given;
    const type = typeOf(kept, message, payload !== undefined);
    const acceptance = { receivedAt: kept.at, sentAt, newId, ...(type && { type }), ...(context && { context }) };
    const outcome = acceptMessage(message, acceptance);
    if ('ok' in outcome) interactions.push(outcome.ok);
    else refused.push({ rejection: toldWhere(kept, outcome.rejected), payload: rejectedPayload(message) });
  }
  return { kept, interactions, refused, batch };
};
