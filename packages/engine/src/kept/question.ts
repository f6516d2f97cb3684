import { addDuration, conditionSchema } from '@parcours/core';
import { z } from 'zod';
import type { Period } from '../page/period.js';

/** What can be kept: which measure of which model, and of whom [MAP-8]. */
const questionSchema = z.strictObject({
  measure: z.enum(['map', 'lanes']),
  model: z.string(),
  persona: z.string().nullable(),
  segment: z.string().nullable(),
  where: z.array(conditionSchema),
});
export type Question = z.infer<typeof questionSchema>;

/** A question as text: the same for the same question. */
export const write = ({ measure, model, persona, segment, where }: Question): string =>
  JSON.stringify({ measure, model, persona, segment, where });

/** Null for a text of another form: an earlier version's. */
export const read = (text: string): Question | null => {
  const read = questionSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
};

/** Longer texts are no key of an index: their answers are not kept. */
const LONGEST = 2_000;
export const canKeep = (question: Question): boolean => Buffer.byteLength(write(question)) <= LONGEST;

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
