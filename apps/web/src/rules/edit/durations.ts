export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];
export interface Span {
  readonly amount: number;
  readonly unit: Unit;
}

const SHAPES: Readonly<Record<Unit, readonly [before: string, after: string]>> = {
  minute: ['PT', 'M'],
  hour: ['PT', 'H'],
  day: ['P', 'D'],
  week: ['P', 'W'],
  month: ['P', 'M'],
  year: ['P', 'Y'],
};

/** An ISO 8601 duration of one unit, as people set it; null for one of several units. */
export const readSpan = (text: string): Span | null => {
  for (const unit of UNITS) {
    const [before, after] = SHAPES[unit];
    const amount = text.startsWith(before) && text.endsWith(after) ? text.slice(before.length, -after.length) : '';
    if (/^\d+$/.test(amount)) return { amount: Number(amount), unit };
  }
  return null;
};

export const writeSpan = ({ amount, unit }: Span): string => {
  const [before, after] = SHAPES[unit];
  return `${before}${amount}${after}`;
};
