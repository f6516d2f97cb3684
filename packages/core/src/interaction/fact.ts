import type { Interaction, InteractionType, Json, JsonObject } from './interaction.js';
import { typeRank } from './order.js';

const IDENTIFY = typeRank('identify');

/** What the fold keeps of an interaction: its place in the order, and only the values that active rules read. */
export interface Fact {
  readonly time: number;
  readonly rank: number;
  readonly messageId: string;
  readonly event: string;
  readonly outbound: boolean;
  /** By property path as rules write it; null when rules read nothing of this event. */
  readonly values: Readonly<Record<string, Json>> | null;
}

/** The property paths rules read, by event; `every` are read of any event. */
export interface Needs {
  readonly byEvent: ReadonlyMap<string, readonly string[]>;
  readonly every: readonly string[];
}

type Dictionary = Record<string, Json>;

/** An object with no inherited names, so that a property called constructor is just that; unlike Object.create(null), engines keep it fast. */
class Bare {}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, 'constructor');
export const newValues = (): Dictionary => new Bare() as Dictionary;

/** A dotted path into own properties; a literal key that holds the dots wins. Undefined when absent. */
export const valueAt = (properties: JsonObject, path: string): Json | undefined => {
  if (Object.hasOwn(properties, path)) return properties[path];
  let value: Json | undefined = properties;
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
};

const isScalar = (value: Json): boolean => typeof value !== 'object';

/** Scalars as they are, lists by their scalars, objects only as being there. */
const condense = (value: Json): Json => {
  if (Array.isArray(value)) return value.filter((item) => item !== null && isScalar(item)).slice(0, 256);
  return value !== null && typeof value === 'object' ? {} : value;
};

const pick = (
  properties: JsonObject,
  paths: readonly string[],
  into: Record<string, Json> | null,
  keepNull: boolean,
): Record<string, Json> | null => {
  let values = into;
  for (const path of paths) {
    const value = valueAt(properties, path);
    if (value === undefined || (value === null && !keepNull)) continue;
    values ??= newValues();
    values[path] = condense(value);
  }
  return values;
};

/** The values of one event that rules read. A null trait is kept: it removes the trait. */
export const neededValues = (needs: Needs, event: string, properties: JsonObject): Record<string, Json> | null => {
  const paths = needs.byEvent.get(event);
  const values = paths ? pick(properties, paths, null, event === 'Identified') : null;
  return needs.every.length > 0 ? pick(properties, needs.every, values, false) : values;
};

export const readsProperties = (needs: Needs, event: string): boolean =>
  needs.every.length > 0 || needs.byEvent.has(event);

/** Whether a fact was an identify call; a track call may bear the same name. */
export const isIdentify = ({ rank }: Fact): boolean => rank === IDENTIFY;

export const toFact = (needs: Needs, interaction: Interaction): Fact => ({
  time: interaction.time,
  rank: typeRank(interaction.type as InteractionType),
  messageId: interaction.messageId,
  event: interaction.event,
  outbound: interaction.outbound,
  values: neededValues(needs, interaction.event, interaction.properties),
});
