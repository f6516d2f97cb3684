import { clean } from '@parcours/core';
import { wellFormed } from '../text/wellFormed.js';

/** Bytes kept of what was not accepted. */
export const MAX_PAYLOAD_BYTES = 32 * 1024;

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** The beginning of a text, at most so many bytes of UTF-8, never ending within a character. */
export const cutToBytes = (text: string, limit: number = MAX_PAYLOAD_BYTES): string => {
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text.slice(0, limit), 'utf8');
  if (bytes.length <= limit) return text.slice(0, limit);
  let end = limit;
  while (end > 0 && isContinuation(bytes[end])) end--;
  return bytes.toString('utf8', 0, end);
};

const toJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    // Nested too deeply for the engine's own writer, or not JSON at all.
    return JSON.stringify(clean(value));
  }
};

/** What is shown of an event that was not accepted: its JSON, cut. PostgreSQL takes it whatever it holds. */
export const rejectedPayload = (raw: unknown): string => cutToBytes(toJson(raw));

/** The same for a body that could not be read as JSON. */
export const rejectedText = (text: string): string => cutToBytes(wellFormed(text));
