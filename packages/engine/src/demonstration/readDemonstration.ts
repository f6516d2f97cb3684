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

/** All events of a demonstration, those with a calendar of their own brought to that of the others. */
export const readDemonstration = async (
  demonstration: Demonstration,
  folder: string,
): Promise<{ events: DatedMessage[]; lastDay: number }> => {
  const shared: DatedMessage[] = [];
  const apart: DatedMessage[][] = [];
  for (const file of demonstration.files) {
    const events = await readFileOf(file, folder);
    if (file.ownCalendar) apart.push(events);
    else shared.push(...events);
  }
  const lastDay = lastDayOf(shared);
  const moved = apart.flatMap((events) => shiftAll(events, lastDay - lastDayOf(events)));
  return { events: [...shared, ...moved], lastDay };
};

const readFileOf = async (file: DemonstrationFile, folder: string): Promise<DatedMessage[]> => {
  const path = join(folder, file.path);
  if (!existsSync(path)) {
    if (file.ownCalendar) return [];
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

const lastDayOf = (events: readonly DatedMessage[]): number =>
  events.reduce((last, { time }) => Math.max(last, dayOf(time)), 0);

/** Moves events by whole days, oldest first. */
export const shiftAll = (events: readonly DatedMessage[], days: number): DatedMessage[] =>
  events
    .map(({ time, message }) => {
      const moved = time + days * DAY;
      return { time: moved, message: { ...message, timestamp: new Date(moved).toISOString() } };
    })
    .sort((a, b) => a.time - b.time);
