import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@parcours/core';
import { afterAll } from 'vitest';
import { checkFile } from './checkFile.js';
import { parseMapping } from './mapping.js';
import type { ReadEvents } from './readMapped.js';

const folder = mkdtempSync(join(tmpdir(), 'parcours-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into a folder of its own; returns its path. */
export const temporaryFile = (name: string, content: string | Uint8Array): string => {
  const path = join(mkdtempSync(join(folder, 'f-')), name);
  writeFileSync(path, content);
  return path;
};

export const allEvents = async (read: ReadEvents) => {
  const events = [];
  for await (const batch of read()) events.push(...batch);
  return events;
};

/** The messages a file gives through a mapping; the file may lie in memory. */
export const importedMessages = async (path: string, mapping: string | null): Promise<JsonObject[]> => {
  const checked = await checkFile(path, mapping === null ? null : parseMapping(mapping), { now: Date.now() });
  return (await allEvents(checked.read)).map((event) =>
    'message' in event ? (event.message as JsonObject) : { text: event.text },
  );
};
