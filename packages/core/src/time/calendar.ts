import { Temporal } from 'temporal-polyfill';

/** Calendar units an analysis counts by; weeks begin on Monday. */
export type CalendarUnit = 'day' | 'week' | 'month';

const firstDay = (date: Temporal.PlainDate, unit: CalendarUnit): Temporal.PlainDate => {
  if (unit === 'day') return date;
  return unit === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date.with({ day: 1 });
};

const startIn = (date: Temporal.PlainDate, zone: string): number => date.toZonedDateTime(zone).epochMilliseconds;

/** The instant (ms) at which a calendar day, YYYY-MM-DD, begins in a zone. @throws RangeError for what is no day */
export const startOfDay = (day: string, zone: string): number => startIn(Temporal.PlainDate.from(day), zone);

/** The instants (ms) at which the calendar's days, weeks or months begin that meet [from, to), the first of them at or before `from`. */
export const calendarStarts = (
  unit: CalendarUnit,
  { from, to }: { from: number; to: number },
  zone: string,
): number[] => {
  const local = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const starts: number[] = [];
  for (let date = firstDay(local, unit); ; date = date.add({ [`${unit}s`]: 1 })) {
    const start = startIn(date, zone);
    if (starts.length > 0 && start >= to) return starts;
    starts.push(start);
  }
};
