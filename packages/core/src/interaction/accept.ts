import { clean, inspect, MAX_DEPTH } from './clean.js';
import { keepContext } from './context.js';
import {
  EVENT_OF_TYPE,
  INTERACTION_TYPES,
  type Interaction,
  type InteractionType,
  type Json,
  type JsonObject,
} from './interaction.js';
import { OUTBOUND_EVENTS } from './outbound.js';
import { Rejection } from './rejection.js';
import { type Received, whenItHappened } from './whenItHappened.js';

/** Bytes of one event's JSON in UTF-8, as Segment's 32 KB. */
export const MAX_EVENT_BYTES = 32 * 1024;
/** Characters of an identifier (userId, anonymousId, groupId, previousId, messageId). */
export const MAX_ID_LENGTH = 256;
/** Characters of an event's name. */
export const MAX_EVENT_NAME_LENGTH = 256;

export interface Acceptance extends Received {
  /** The call the address stands for (`/v1/track`); an event of a batch says its own type. */
  readonly type?: InteractionType;
  /** The batch's context; an event's own fields take precedence. */
  readonly context?: JsonObject;
  /** Gives an id to an event that came without one: core has no randomness. */
  readonly newId: () => string;
}

export type Accepted = { readonly ok: Interaction } | { readonly rejected: Rejection };

const TYPES: ReadonlySet<unknown> = new Set(INTERACTION_TYPES);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/** Null when absent or blank. Numbers become strings as long as they are exact: two people must not share a rounded id. */
const readId = (event: JsonObject, field: string): string | null | Rejection => {
  const value = event[field];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Number.isSafeInteger(value)) return String(value);
    return new Rejection(
      'invalid_id',
      `${field} is a number too large to be kept exactly; send it as a string.`,
      field,
    );
  }
  if (typeof value !== 'string') {
    return new Rejection('wrong_type', `${field} must be a string, not ${nameOfType(value)}.`, field);
  }
  if (value.length > MAX_ID_LENGTH) {
    return new Rejection(
      'invalid_id',
      `${field} has ${value.length} characters; at most ${MAX_ID_LENGTH} are allowed.`,
      field,
    );
  }
  return value.trim() === '' ? null : value;
};

const nameOfType = (value: Json): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

const readType = (event: JsonObject, given: InteractionType | undefined): InteractionType | Rejection => {
  const type = given ?? event.type;
  if (TYPES.has(type)) return type as InteractionType;
  return new Rejection('unknown_type', `type must be one of ${INTERACTION_TYPES.join(', ')}.`, 'type');
};

const readEventName = (event: JsonObject): string | Rejection => {
  const name = typeof event.event === 'number' ? String(event.event) : event.event;
  if (name === undefined || name === null || name === '') {
    return new Rejection('missing_event', 'A track call needs the name of what happened, in `event`.', 'event');
  }
  if (typeof name !== 'string')
    return new Rejection('wrong_type', `event must be a string, not ${nameOfType(name)}.`, 'event');
  if (name.trim() === '') return new Rejection('missing_event', 'The name of the event is blank.', 'event');
  if (name.length <= MAX_EVENT_NAME_LENGTH) return name;
  const message = `The name of the event has ${name.length} characters; at most ${MAX_EVENT_NAME_LENGTH} are allowed.`;
  return new Rejection('missing_event', message, 'event');
};

const readObject = (event: JsonObject, field: string): JsonObject | undefined | Rejection => {
  const value = event[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (isObject(value)) return value;
  return new Rejection('wrong_type', `${field} must be an object, not ${nameOfType(value)}.`, field);
};

/** Name and category of a page or screen belong to its properties; the field beside them wins over one within. */
const withPlace = (event: JsonObject, properties: JsonObject): JsonObject => {
  const { name, category } = event;
  const named = typeof name === 'string' && name !== '';
  const placed = typeof category === 'string' && category !== '';
  if (!named && !placed) return properties;
  return { ...properties, ...(placed ? { category } : {}), ...(named ? { name } : {}) };
};

const readProperties = (event: JsonObject, type: InteractionType, context: JsonObject): JsonObject | Rejection => {
  if (type === 'identify' || type === 'group') {
    const traits = readObject(event, 'traits');
    if (traits instanceof Rejection) return traits;
    // RudderStack's clients put the traits of an identify in its context.
    const earlier = type === 'identify' && isObject(context.traits) ? context.traits : undefined;
    return earlier ? { ...earlier, ...traits } : (traits ?? {});
  }
  const properties = readObject(event, 'properties');
  if (properties instanceof Rejection) return properties;
  return type === 'page' || type === 'screen' ? withPlace(event, properties ?? {}) : (properties ?? {});
};

interface Ids {
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly previousId: string | null;
  readonly groupId: string | null;
}

const readAlias = (event: JsonObject, userId: string | null, anonymousId: string | null): Ids | Rejection => {
  const previous = readId(event, 'previousId');
  if (previous instanceof Rejection) return previous;
  const previousId = previous ?? anonymousId;
  if (userId === null)
    return new Rejection('missing_identity', 'An alias needs the userId that replaces the previous one.', 'userId');
  if (previousId === null) {
    return new Rejection(
      'missing_previous_id',
      'An alias needs previousId, the identifier that is replaced.',
      'previousId',
    );
  }
  return { userId, anonymousId, previousId, groupId: null };
};

const readIds = (event: JsonObject, type: InteractionType): Ids | Rejection => {
  const userId = readId(event, 'userId');
  if (userId instanceof Rejection) return userId;
  const anonymousId = readId(event, 'anonymousId');
  if (anonymousId instanceof Rejection) return anonymousId;
  if (type === 'alias') return readAlias(event, userId, anonymousId);
  if (userId === null && anonymousId === null) {
    return new Rejection(
      'missing_identity',
      'The event says neither userId nor anonymousId, so nobody can be said to have done it.',
      'userId',
    );
  }
  if (type !== 'group') return { userId, anonymousId, previousId: null, groupId: null };
  const groupId = readId(event, 'groupId');
  if (groupId instanceof Rejection) return groupId;
  if (groupId === null) return new Rejection('missing_group', 'A group call needs groupId.', 'groupId');
  return { userId, anonymousId, previousId: null, groupId };
};

/** The event as an object fit for every store, or why it cannot be one. */
const readEvent = (raw: unknown): JsonObject | Rejection => {
  if (!isObject(raw)) return new Rejection('not_an_object', 'An event must be a JSON object.');
  const { bytes, dirty, deep } = inspect(raw);
  if (deep) return new Rejection('too_deep', `The event nests objects or lists more than ${MAX_DEPTH} deep.`);
  const event = dirty ? (clean(raw) as JsonObject) : raw;
  if (bytes > MAX_EVENT_BYTES) {
    const exact = utf8Length(JSON.stringify(event));
    if (exact > MAX_EVENT_BYTES) {
      return new Rejection(
        'too_large',
        `The event takes ${exact} bytes; at most ${MAX_EVENT_BYTES} (32 KB) are allowed.`,
      );
    }
  }
  return event;
};

const isOutbound = (type: InteractionType, event: string, context: JsonObject | undefined): boolean =>
  context?.outbound === true || (type === 'track' && OUTBOUND_EVENTS.has(event));

const contextOf = (event: JsonObject, shared: JsonObject | undefined): JsonObject | undefined => {
  const own = isObject(event.context) ? event.context : undefined;
  return own && shared ? { ...shared, ...own } : (own ?? shared);
};

const build = (event: JsonObject, acceptance: Acceptance): Interaction | Rejection => {
  const type = readType(event, acceptance.type);
  if (type instanceof Rejection) return type;
  const name = type === 'track' ? readEventName(event) : EVENT_OF_TYPE[type];
  if (name instanceof Rejection) return name;
  const ids = readIds(event, type);
  if (ids instanceof Rejection) return ids;
  const time = whenItHappened(event, acceptance);
  if (time instanceof Rejection) return time;
  const messageId = readId(event, 'messageId');
  if (messageId instanceof Rejection) return messageId;
  const given = contextOf(event, acceptance.context);
  const properties = readProperties(event, type, given ?? {});
  if (properties instanceof Rejection) return properties;
  const context = keepContext(given, event.channel);
  if (type === 'identify') delete context.traits;
  const { userId, anonymousId, previousId, groupId } = ids;
  const outbound = isOutbound(type, name, given);
  return {
    messageId: messageId ?? acceptance.newId(),
    type,
    time,
    event: name,
    userId,
    anonymousId,
    previousId,
    groupId,
    properties,
    context,
    outbound,
  };
};

/**
 * Checks one event in the shape of the Segment spec and names what it says; never throws, whatever it is given.
 * The result shares parts of `raw`, which must not be changed afterwards. Written by hand rather than with a schema:
 * every event of a busy server passes here, and this is some ten times faster (`messageSchema` documents the shape).
 */
export const acceptMessage = (raw: unknown, acceptance: Acceptance): Accepted => {
  const event = readEvent(raw);
  const outcome = event instanceof Rejection ? event : build(event, acceptance);
  return outcome instanceof Rejection ? { rejected: outcome } : { ok: outcome };
};
