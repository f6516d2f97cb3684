import { parseDuration } from '@parcours/core';
import { DomainError } from '../ports.js';

const DAY = 86_400_000;

/**
 * The milliseconds of a duration in weeks, days, hours, minutes and seconds; a day has 24 hours.
 * @throws DomainError duration.invalid (400) for months and years, which have no length of their own
 */
export const exactDuration = (text: string, field: string): number => {
  const duration = parseDuration(text);
  if (duration && duration.months === 0) return duration.days * DAY + duration.ms;
  const message = `${field} is counted in days, hours or minutes here, such as P30D or PT30M: months differ in length.`;
  throw new DomainError('duration.invalid', 400, message);
};
