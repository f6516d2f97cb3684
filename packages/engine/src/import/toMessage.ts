import type { Json, JsonObject } from '@parcours/core';
import type { Mapping } from './mapping.js';
import type { MappedRow } from './mapRow.js';

/**
 * An event on its way to collect, in the shape of the Segment spec, and the line it came from;
 * or, of a line that is not JSON, its text.
 */
export type ImportedEvent =
  | { readonly line: number; readonly message: Json }
  | { readonly line: number; readonly text: string };

/** Builds the call of the Segment spec that a mapped row (or group of rows) stands for. */
export const toMessage = (mapped: MappedRow, messageId: string, mapping: Mapping): JsonObject => {
  const { type, name, properties, traits, context } = mapped;
  const message: JsonObject = { messageId, type, timestamp: new Date(mapped.time).toISOString() };
  if (mapped.userId !== undefined) message.userId = mapped.userId;
  if (mapped.anonymousId !== undefined) message.anonymousId = mapped.anonymousId;
  if (mapped.previousId !== undefined) message.previousId = mapped.previousId;
  if (mapped.groupId !== undefined) message.groupId = mapped.groupId;
  if (type === 'track') message.event = name ?? '';
  if ((type === 'page' || type === 'screen') && name !== undefined) message.name = name;
  if (type === 'identify' || type === 'group') message.traits = { ...properties, ...traits };
  else {
    message.properties = properties;
    if (Object.keys(traits).length > 0) context.traits = traits;
  }
  if (mapping.outbound) context.outbound = true;
  if (Object.keys(context).length > 0) message.context = context;
  return message;
};
