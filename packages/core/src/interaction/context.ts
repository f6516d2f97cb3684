import type { Json, JsonObject } from './interaction.js';

/**
 * What is kept of `context`: what says where the interaction took place and where it came from. The rest makes rows
 * large and is never read; the IP address and advertising identifiers are personal data nothing here needs.
 * `true` keeps the value whole, a list keeps these fields of it.
 */
const KEPT: Readonly<Record<string, true | readonly string[]>> = {
  campaign: true,
  page: ['path', 'referrer', 'search', 'title', 'url', 'referring_domain', 'initial_referrer'],
  referrer: true,
  userAgent: true,
  locale: true,
  timezone: true,
  library: ['name', 'version'],
  device: ['type', 'manufacturer', 'model', 'name'],
  app: ['name', 'version', 'namespace'],
  os: ['name', 'version'],
  screen: ['width', 'height', 'density'],
  traits: true,
  location: ['city', 'region', 'country'],
  touchpoint: true,
  channel: true,
  store: true,
  sessionId: true,
};

const KEYS = Object.keys(KEPT);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

const pick = (from: JsonObject, fields: readonly string[]): JsonObject | undefined => {
  let picked: JsonObject | undefined;
  for (const field of fields) {
    const value = from[field];
    if (Object.hasOwn(from, field) && value !== undefined && !isEmpty(value)) {
      picked ??= {};
      picked[field] = value;
    }
  }
  return picked;
};

/** The part of a client's context worth a row's space. `channel` is where RudderStack says web, mobile or server. */
export const keepContext = (context: JsonObject | undefined, channel: Json | undefined): JsonObject => {
  const kept: JsonObject = {};
  if (typeof channel === 'string' && channel !== '') kept.channel = channel;
  if (context === undefined) return kept;
  for (const key of KEYS) {
    const value = context[key];
    if (value === undefined || isEmpty(value) || !Object.hasOwn(context, key)) continue;
    const fields = KEPT[key];
    const part = fields === true || !isObject(value) ? value : pick(value, fields ?? []);
    if (part !== undefined) kept[key] = part;
  }
  return kept;
};
