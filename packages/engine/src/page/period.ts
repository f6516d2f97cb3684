import { DomainError } from '../ports.js';

/** [from, to) in ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const LATEST = 4_102_444_800_000;
const held = (time: number): number => Math.min(Math.max(time, 0), LATEST);

/**
 * The period asked for, by default the 30 days up to now, within what the stores hold.
 * @throws DomainError period.invalid (400) when it ends before it starts
 */
export const periodOf = (given: { from?: string | undefined; to?: string | undefined }, now: number): Period => {
  const to = held(given.to === undefined ? now : Date.parse(given.to));
  const from = held(given.from === undefined ? to - 30 * DAY : Date.parse(given.from));
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) {
    throw new DomainError('period.invalid', 400, 'The period ends before it starts.');
  }
  return { from, to };
};
