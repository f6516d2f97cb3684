import { basename } from 'node:path';
import type { Json, JsonObject } from '@parcours/core';
import { importError } from './importError.js';
import { countOccurrences, type Occurrences } from './occurrences.js';
import { type OnBytes, openFile } from './openFile.js';
import { readLines } from './readLines.js';
import { contentId } from './rowId.js';
import type { ImportedEvent } from './toMessage.js';
import { BrokenUtf8 } from './utf8.js';

/**
 * Reads a file of one Segment-shaped JSON object a line. A line that is not JSON comes out as its text, to be rejected
 * by name; an event without a messageId gets one from its content and ordinal.
 * @throws DomainError import_broken naming the line, at bytes that are not UTF-8
 */
export async function* readNdjson(path: string, onBytes?: OnBytes): AsyncIterable<ImportedEvent[]> {
  const file = basename(path);
  const seen = countOccurrences();
  try {
    for await (const lines of readLines(openFile(path, onBytes), file)) {
      yield lines.map(({ line, text }) => readLine(line, text, seen));
    }
  } catch (error) {
    if (!(error instanceof BrokenUtf8)) throw error;
    const column = `character ${error.before.length + 1}`;
    throw importError(
      { file, line: error.line, column },
      `${error.message}. Save the file as UTF-8 and import it again.`,
    );
  }
}

const readLine = (line: number, text: string, seen: Occurrences): ImportedEvent => {
  let message: Json;
  try {
    message = JSON.parse(text) as Json;
  } catch {
    return { line, text };
  }
  if (!isObject(message) || hasId(message)) return { line, message };
  return { line, message: { ...message, messageId: contentId(['ndjson', canonical(message)], seen) } };
};

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasId = ({ messageId }: JsonObject): boolean => {
  if (messageId === undefined || messageId === null) return false;
  return typeof messageId !== 'string' || messageId.trim() !== '';
};

/** The same text for the same content, whatever the order of its keys. */
const canonical = (value: Json): string =>
  JSON.stringify(value, (_key, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
