import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JsonObject } from '@parcours/core';
import { parseMapping } from '../import/mapping.js';
import { readMapped } from '../import/readMapped.js';
import { readNdjson } from '../import/readNdjson.js';
import { DomainError } from '../ports.js';
import type { Demonstration, DemonstrationFile } from './demonstrations.js';

/** An event of the demonstration with its instant, on the calendar of the data. */
export interface DatedMessage {
  readonly time: number;
  readonly message: JsonObject;
}

const DAY = 86_400_000;
export const dayOf = (time: number): number => Math.floor(time / DAY);

/** All events of a demonstration, and the last day among them (days since 1970). */
export const readDemonstration = async (
  demonstration: Demonstration,
  folder: string,
): Promise<{ events: DatedMessage[]; lastDay: number }> => {
  const events: DatedMessage[] = [];
  for (const file of demonstration.files) events.push(...(await readFileOf(file, folder)));
  return { events, lastDay: events.reduce((last, { time }) => Math.max(last, dayOf(time)), 0) };
};

const readFileOf = async (file: DemonstrationFile, folder: string): Promise<DatedMessage[]> => {
  const path = join(folder, file.path);
  if (!existsSync(path)) {
    throw new DomainError('demonstration_missing', 404, `The demonstration's data is not there: ${path}.`);
  }
  const batches = file.mapping ? (await readMapped(path, await mappingOf(file.mapping, folder)))() : readNdjson(path);
  const events: DatedMessage[] = [];
  for await (const batch of batches) {
    for (const event of batch) {
      const message = 'message' in event ? (event.message as JsonObject) : {};
      events.push({ time: Date.parse(String(message.timestamp)), message });
    }
  }
  return events;
};

const mappingOf = async (mapping: string, folder: string) =>
  parseMapping(await readFile(join(folder, mapping), 'utf8'), basename(mapping));

/** Moves events by whole days, oldest first. */
export const shiftAll = (events: readonly DatedMessage[], days: number): DatedMessage[] =>
  events
    .map(({ time, message }) => {
      const moved = time + days * DAY;
      return { time: moved, message: { ...message, timestamp: new Date(moved).toISOString() } };
    })
    .sort((a, b) => a.time - b.time);
