import type { Correction, Json, JsonObject } from '@parcours/core';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const read = (event: Json, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    event,
  );

/** A copy with the value at the place; the event itself where something that is not an object stands on the way. */
const write = (event: JsonObject, [name, ...rest]: readonly string[], value: Json): JsonObject => {
  if (name === undefined) return event;
  if (rest.length === 0) return { ...event, [name]: value };
  const inner = Object.hasOwn(event, name) ? event[name] : undefined;
  if (inner !== undefined && inner !== null && !isObject(inner)) return event;
  return { ...event, [name]: write(isObject(inner) ? inner : {}, rest, value) };
};

/** The event with the correction made; as it was where it cannot be made (nothing to copy, not an object). */
export const correct = (event: Json, { field, value, copyFrom }: Correction): Json => {
  if (!isObject(event)) return event;
  const given = copyFrom === undefined ? (value as Json | undefined) : read(event, copyFrom.split('.'));
  return given === undefined ? event : write(event, field.split('.'), given);
};
