import { addDuration } from '@parcours/core';
import type { Period } from '../page/period.js';

/** What can be kept: which measure of which model, and of which persona or everybody. */
export interface Question {
  readonly measure: 'map' | 'lanes';
  readonly model: string;
  readonly persona: string | null;
}

export const write = ({ measure, model, persona }: Question): string => JSON.stringify([measure, model, persona]);

export const read = (text: string): Question => {
  const [measure, model, persona] = JSON.parse(text) as [Question['measure'], string, string | null];
  return { measure, model, persona };
};

const DAY = 86_400_000;

/** A period of whole days that has ended, moved by days of the zone until it takes in the present. */
export const movedTo = ({ from, to }: Period, now: number, zone: string): Period => {
  const days = Math.max(0, Math.floor((now - to) / DAY));
  let moved = { from, to };
  for (let by = days; moved.to <= now; by++) {
    const later = (time: number): number => addDuration(time, { months: 0, days: by, ms: 0 }, zone);
    moved = { from: later(from), to: later(to) };
  }
  return moved;
};
